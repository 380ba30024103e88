import { render } from "preact";
import { useState } from "preact/hooks";
import { storedLanguage } from "../../verifier-app/language.ts";
import { Page } from "../../verifier-app/page.tsx";
import type { Scene, Shown } from "../../verifier-app/scene.ts";
import { hostile, judgements, now } from "./scenes.ts";

/** Shows one state by `#name`, as the page would after its check; `#waiting` is before it. */
const name = location.hash.slice(1);
const all: Readonly<Record<string, Shown>> = {
  ...judgements, hostile,
  neverIssued: { headline: "code-unusable", record: { status: "skipped", code: "no-record", facts: {} }, code: { status: "failed", code: "never-issued", facts: {} }, pack: { status: "skipped", code: "pack-look-closely", facts: {} }, checks: [], certificates: [] },
  noEvidence: { headline: "no-conclusion", record: { status: "unknown", code: "no-evidence", facts: {} }, code: { status: "unknown", code: "no-evidence", facts: {} }, pack: { status: "skipped", code: "pack-not-seen", facts: {} }, checks: [], certificates: [] },
};
const judgement = all[name];
const scene: Scene | undefined = judgement && {
  judgement, brand: { zh: "白沙良食", en: "Baisha Liangshi" }, recallLine: "0898 0000 0000", sample: true, label: { product: "green-tea-50g", batch: "260325-01", serial: "7K4M9QXD2TVW7" },
  savedAt: now - (6 * 24 + 5) * 3600, checkedAt: now, tookMilliseconds: 38, limitSeconds: 86_400, technical: ["log log.baisha.example/2026 · size 48,241", "chain 1337 · block 912,406", "1 of 1 nodes agree"],
  ...(name !== "neverIssued" && name !== "noEvidence" && { proof: "{}" }),
};

function Gallery() {
  const [language, setLanguage] = useState(storedLanguage());
  document.documentElement.lang = language === "en" ? "en-GB" : "zh-CN";
  return <Page scene={scene} language={language} onLanguage={setLanguage} onAgain={() => undefined} />;
}
document.title = "良迹";
render(<Gallery />, document.getElementById("app") as HTMLElement);
