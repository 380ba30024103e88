import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Advice } from "./advice.tsx";
import { Contact } from "./contact.tsx";
import { Dock } from "./dock.tsx";
import type { FactsProps } from "./facts/facts.tsx";
import { Foot } from "./foot.tsx";
import { Header } from "./header.tsx";
import { headlineFor } from "./headline.ts";
import { Icon } from "./icon.tsx";
import type { Language } from "./language.ts";
import { Product } from "./product.tsx";
import { type Kind, kinds, type Scene, type ShownVerdict } from "./scene.ts";
import { Seals } from "./seals.tsx";
import { ServerWords } from "./server-words.tsx";
import { Sheet } from "./sheet.tsx";
import { VerdictBand } from "./verdict-band.tsx";
import { plainText } from "./words/rich.ts";
import { en } from "./words/en.ts";
import { zh } from "./words/zh.ts";

type Props = { scene?: Scene | undefined; language: Language; onLanguage: (language: Language) => void; onAgain?: () => void; serverWords?: Node | undefined };

const waiting: Readonly<Record<Kind, ShownVerdict>> = {
  record: { status: "waiting", code: "waiting", facts: {} }, code: { status: "waiting", code: "waiting", facts: {} }, pack: { status: "skipped", code: "pack-not-seen", facts: {} },
};

/** The buyer's page. Without a scene the check has not run, and nothing shows as passed. */
export function Page({ scene, language, onLanguage, onAgain, serverWords }: Props) {
  const words = language === "en" ? en : zh;
  const [open, setOpen] = useState<Kind>();
  const line = headlineFor(scene, words);
  const verdicts = scene?.judgement ?? waiting;
  const states = kinds.map((kind) => `${words.kinds[kind]}${words.comma}${words.seal[verdicts[kind].status]}`).join(words.language === "zh" ? "。" : ". ");
  const spoken = `${line.h}. ${plainText(line.s)} ${states}`;
  const recalled = scene?.judgement.headline === "recalled";
  const advice = scene && <Advice scene={scene} words={words} />;
  return (
    <div class="page">
      <Header words={words} brand={scene?.brand} sample={scene?.sample ?? false} spoken={spoken} onLanguage={() => onLanguage(language === "en" ? "zh" : "en")} />
      <main>
        <div class="verdict">
          {scene && <Product scene={scene} words={words} />}
          <VerdictBand line={line} />
          {recalled && advice}
          <Seals verdicts={verdicts} words={words} {...(scene && { onWhy: setOpen })} />
          {scene?.judgement.headline === "no-conclusion" && onAgain && <button type="button" class="filled again" onClick={onAgain}><Icon name="again" />{words.again}</button>}
          {!recalled && advice}
          {scene && <Dock scene={scene} words={words} />}
        </div>
        {scene ? <Below scene={scene} words={words} /> : serverWords && <ServerWords node={serverWords} />}
        <Foot words={words} />
      </main>
      <p class="unseen" role="status">{scene ? `${line.h}${words.comma}${states}` : ""}</p>
      {scene && open && <Sheet scene={scene} kind={open} words={words} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

/** The facts come as a second chunk, after the verdict; with a failed record none are shown. */
function Below({ scene, words }: { scene: Scene; words: typeof zh }) {
  const [Facts, setFacts] = useState<ComponentType<FactsProps> | "missing">();
  const asked = useRef(false);
  const { story, headline } = scene.judgement;
  useEffect(() => {
    if (!story || asked.current) return;
    asked.current = true;
    import("./facts/facts.tsx").then(({ Facts }) => setFacts(() => Facts), () => setFacts("missing"));
  }, [story]);
  return (
    <div class="facts">
      {headline === "record-failed" && <section><h2>{words.hidden.h}</h2><p>{words.hidden.s}</p></section>}
      {story && (Facts === "missing" ? <p class="line">{words.factsMissing}</p> : Facts ? <Facts scene={scene} story={story} words={words} /> : <p class="line">{words.loading}</p>)}
      <Contact scene={scene} words={words} />
    </div>
  );
}
