import type { Judgement } from "#core/evidence/verdict.ts";
import { storedLanguage, wordsIn } from "../../verifier-app/language.ts";
import type { Scene, Shown } from "../../verifier-app/scene.ts";
import { neverIssued, otherLabel, shownOf } from "../../verifier-app/shown.ts";
import { stage } from "../../verifier-app/stage.tsx";
import { unverified } from "../../verifier-app/unverified.ts";
import { hostile, stories } from "./hostile.ts";
import { poisoned } from "./poison.ts";
import { judgements, now, story } from "./scenes.ts";

/** Shows one state by `#name`, as the page would after its check; `#waiting` is before it. `#name/12`: every text in it is a payload. */
const [name = "", from] = location.hash.slice(1).split("/");
const all: Readonly<Record<string, Shown>> = {
  ...Object.fromEntries(Object.entries<Judgement>({ ...judgements, hostile }).map(([key, one]) => [key, shownOf(one)])),
  neverIssued,
  noEvidence: unverified("no-evidence"),
  otherLabel: otherLabel("7K4M9QXD2TVW7"),
  copied: shownOf(judgements.valid),
};
// Scans are asked for on a label's own page only.
if (name === "copied") history.replaceState(null, "", "/p/green-tea-50g/b/260325-01/s/7K4M9QXD2TVW7");
const judgement = all[name];
const scene: Scene | undefined = judgement && {
  judgement,
  brand: { zh: "白沙良食", en: "Baisha Liangshi" },
  recallLine: "0898 0000 0000",
  sample: true,
  label: { product: "green-tea-50g", batch: "260325-01", serial: "7K4M9QXD2TVW7" },
  savedAt: now - (6 * 24 + 5) * 3600,
  checkedAt: now,
  limitSeconds: 86_400,
  source: {
    bundle: { format: "liangji-evidence/v1", log: { origin: "log.baisha.example/2026", checkpoint: "\n48241\n…\n" } },
    policy: { chain: { chainId: 1337 } },
    chain: { block: { number: 912_406 } },
  } as unknown as NonNullable<Scene["source"]>,
  ...(judgement.summary && { story: stories[name] ?? story }),
  ...(judgement.checks.length > 0 && { proof: "{}" }),
};
document.title = "良迹";
stage(document.getElementById("app") as HTMLElement, await wordsIn(storedLanguage()), {
  onAgain: () => undefined,
}).show(from === undefined ? scene : poisoned(scene, Number(from)));
