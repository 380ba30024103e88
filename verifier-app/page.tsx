import { useEffect, useState } from "preact/hooks";
import { Advice } from "./advice.tsx";
import { Contact } from "./contact.tsx";
import { Dock } from "./dock.tsx";
import { Foot } from "./foot.tsx";
import { Header } from "./header.tsx";
import { headlineFor } from "./headline.ts";
import { Icon } from "./icon.tsx";
import { Product } from "./product.tsx";
import { reasonFor } from "./reason.ts";
import { RichText } from "./rich-text.tsx";
import { type Kind, kinds, type Scene, type ShownVerdict } from "./scene.ts";
import { Seals } from "./seals.tsx";
import { ServerWords } from "./server-words.tsx";
import { VerdictBand } from "./verdict-band.tsx";
import { plainText } from "./words/rich.ts";
import type { Words } from "./words/zh.ts";

type Props = { scene?: Scene | undefined; words: Words; onLanguage: () => void; onAgain?: () => void; serverWords?: Node | undefined };

const waiting: Readonly<Record<Kind, ShownVerdict>> = {
  record: { status: "waiting", code: "waiting", facts: {} }, code: { status: "waiting", code: "waiting", facts: {} }, pack: { status: "skipped", code: "pack-not-seen", facts: {} },
};

/** The buyer's page. Without a scene the check has not run, and nothing shows as passed. */
export function Page({ scene, words, onLanguage, onAgain, serverWords }: Props) {
  const below = useBelow(scene !== undefined);
  const [open, setOpen] = useState<Kind>();
  const line = headlineFor(scene, words);
  const verdicts = scene?.judgement ?? waiting;
  const states = kinds.map((kind) => `${words.kinds[kind]}${words.comma}${words.seal[verdicts[kind].status]}`).join(words.language === "zh" ? "。" : ". ");
  const spoken = `${line.h}. ${plainText(line.s)} ${states}`;
  const recalled = scene?.judgement.headline === "recalled";
  const advice = scene && <Advice scene={scene} words={words} />;
  return (
    <div class="page">
      <Header words={words} brand={scene?.brand} sample={scene?.sample ?? false} spoken={spoken} onLanguage={onLanguage} />
      <main>
        <div class="verdict">
          {scene && <Product scene={scene} words={words} />}
          <VerdictBand line={line} />
          {recalled && advice}
          <Seals verdicts={verdicts} words={words} {...(scene && { onWhy: setOpen })} />
          {scene?.judgement.headline === "no-conclusion" && onAgain && <Again scene={scene} words={words} onAgain={onAgain} />}
          {!recalled && advice}
          {scene && <Dock scene={scene} words={words} />}
        </div>
        {scene ? <Under scene={scene} words={words} below={below} /> : serverWords && <ServerWords node={serverWords} />}
        <Foot words={words} />
      </main>
      <p class="unseen" role="status">{scene ? `${line.h}${words.comma}${states}` : ""}</p>
      {scene && open && below && below !== "missing" && <below.Sheet scene={scene} kind={open} words={words} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

const Again = ({ scene, words, onAgain }: { scene: Scene; words: Words; onAgain: () => void }) => (
  <div class="again">
    <button type="button" class="filled" onClick={onAgain}><Icon name="again" />{words.again}</button>
    {scene.judgement.code.status === "unknown" && <p class="line"><RichText of={reasonFor(scene, "code", words)} /></p>}
  </div>
);

type Below = typeof import("./below.tsx") | "missing" | undefined;

/** The second chunk, asked for only once there is a verdict. */
function useBelow(wanted: boolean): Below {
  const [below, setBelow] = useState<Below>();
  useEffect(() => {
    if (wanted && below === undefined) import("./below.tsx").then(async (loaded) => { await loaded.styled; setBelow(loaded); }, () => setBelow("missing"));
  }, [wanted]);
  return below;
}

/** The facts; with a failed record none are shown. */
function Under({ scene, words, below }: { scene: Scene; words: Words; below: Below }) {
  const { story, headline } = scene.judgement;
  return (
    <div class="facts">
      {headline === "record-failed" && <section><h2>{words.hidden.h}</h2><p>{words.hidden.s}</p></section>}
      {story && (below === "missing" ? <p class="line">{words.factsMissing}</p> : below ? <below.Facts scene={scene} story={story} words={words} /> : <p class="line">{words.loading}</p>)}
      <Contact scene={scene} words={words} />
    </div>
  );
}
