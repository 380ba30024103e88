import { Advice } from "./advice.tsx";
import { Header } from "./header.tsx";
import { headlineFor } from "./headline.ts";
import { Icon } from "./icon.tsx";
import { Product } from "./product.tsx";
import { RichText } from "./rich-text.tsx";
import { type Kind, kinds, type Scene, type ShownVerdict } from "./scene.ts";
import { Seals } from "./seals.tsx";
import { ServerWords } from "./server-words.tsx";
import { VerdictBand } from "./verdict-band.tsx";
import type { Words } from "./words/zh.ts";

export type Below = typeof import("./below.tsx");
export type PageProps = {
  readonly scene: Scene | undefined;
  readonly words: Words;
  /** The second chunk, once it is there. */
  readonly below: Below | "missing" | undefined;
  /** The seal that was asked why, or the verdict in large print. */
  readonly open: Kind | "plain" | undefined;
  readonly onOpen: (kind: Kind | "plain" | undefined) => void;
  readonly onLanguage: () => void;
  readonly onAgain?: (() => void) | undefined;
  readonly serverWords?: Node | undefined;
  /** One file on its own: there is no service to point to. */
  readonly alone?: true;
};

const waiting: Readonly<Record<Kind, ShownVerdict>> = {
  record: { status: "waiting", code: "waiting", facts: {} },
  code: { status: "waiting", code: "waiting", facts: {} },
  pack: { status: "skipped", code: "pack-not-seen", facts: {} },
};

/** The buyer's page. A pure function of its props; without a scene the check has not run, and nothing shows as passed. */
export function Page(props: PageProps) {
  const { scene, words, open, onOpen, onLanguage, serverWords, alone } = props;
  const below = props.below === "missing" ? undefined : props.below;
  const line = scene?.turned?.(words).line ?? headlineFor(scene, words);
  const verdicts = scene?.judgement ?? waiting;
  const states = kinds
    .map((kind) => `${words.kinds[kind]}${words.comma}${words.seal[verdicts[kind].status]}`)
    .join(words.stop);
  const recalled = scene?.judgement.headline === "recalled";
  const advice = scene && <Advice scene={scene} words={words} />;
  return (
    <div class="page">
      <Header
        words={words}
        brand={scene?.brand}
        sample={scene?.sample ?? false}
        onAloud={scene && below && (() => onOpen("plain"))}
        onLanguage={onLanguage}
      />
      <main>
        <div class="verdict">
          {scene && <Product scene={scene} words={words} />}
          <VerdictBand line={line} />
          {recalled && advice}
          <Seals verdicts={verdicts} words={words} {...(scene && { onWhy: onOpen })} />
          {scene?.judgement.headline === "no-conclusion" && <Again {...props} scene={scene} below={below} />}
          {!recalled && advice}
          {scene?.judgement.headline === "record-failed" && below && <below.Wrong scene={scene} words={words} />}
          {scene && below && <below.Dock scene={scene} words={words} />}
        </div>
        {scene ? <Under {...props} scene={scene} /> : serverWords && <ServerWords node={serverWords} />}
        {!alone && below && <below.Foot words={words} />}
      </main>
      {/* Screen readers say what a region comes to hold, not what it came with: it is there from the first, and filled by the second chunk. */}
      <p class="unseen" role="status">
        {scene && props.below ? [line.h, states].join(words.stop) : ""}
      </p>
      {scene &&
        below &&
        open &&
        (open === "plain" ? (
          <below.Plain scene={scene} line={line} states={states} words={words} onClose={() => onOpen(undefined)} />
        ) : (
          <below.Sheet key={open} scene={scene} kind={open} words={words} onClose={() => onOpen(undefined)} />
        ))}
    </div>
  );
}

type With<More> = Omit<PageProps, keyof More> & More;

const Again = ({ scene, words, onAgain, below }: With<{ scene: Scene; below: Below | undefined }>) => (
  <div class="again">
    {onAgain && (
      <button type="button" class="filled" onClick={onAgain}>
        <Icon name="again" />
        {words.again}
      </button>
    )}
    {below && scene.judgement.code.status === "unknown" && (
      <p class="line">
        <RichText of={below.reasonFor(scene, "code", words)} />
      </p>
    )}
  </div>
);

/** The facts, from the second chunk. */
const Under = ({ scene, words, below }: With<{ scene: Scene }>) => (
  <div class="facts">
    {below && below !== "missing" ? (
      <below.Under scene={scene} words={words} />
    ) : (
      <p class="line">{below ? words.factsMissing : words.loading}</p>
    )}
  </div>
);
