import type { Story } from "#core/evidence/story.ts";
import { headlineFor } from "../headline.ts";
import type { Scene } from "../scene.ts";
import type { Words } from "../words/zh.ts";
import type { OverlayWords } from "./words-zh.ts";

type Props = {
  readonly scene: Scene;
  readonly story: Story;
  readonly words: Words;
  readonly overlay: OverlayWords;
};

/** The verdict and where it grew: nothing that the page has not checked. */
export function Card({ scene, story, words, overlay: o }: Props) {
  const { language } = words;
  const line = scene.turned?.(words).line ?? headlineFor(scene, words);
  const list = (names: readonly { readonly zh: string; readonly en: string }[]) =>
    names.map((name) => name[language]).join(o.and);
  return (
    <div class={`origin-card ${line.tone}`}>
      <p class="says">{line.h}</p>
      <dl>
        <dt>{o.plots}</dt>
        <dd>{list(story.plots.map(({ survey }) => survey.name))}</dd>
        <dt>{o.town}</dt>
        <dd>{list(story.towns)}</dd>
        <dt>{o.picked}</dt>
        <dd>{story.harvestedOn}</dd>
      </dl>
      {scene.sample && <p class="sample">{o.sample}</p>}
    </div>
  );
}
