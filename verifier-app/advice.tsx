import { groupSerial } from "#core/label/grouped.ts";
import { RichText } from "./rich-text.tsx";
import type { Scene } from "./scene.ts";
import type { Rich } from "./words/rich.ts";
import type { Words } from "./words/zh.ts";

/** What to do, numbered 一 二 三. */
export function Advice({ scene, words }: { scene: Scene; words: Words }) {
  const { title, boxed, steps } = scene.turned?.(words) ?? adviceFor(scene, words);
  return steps.length > 0 ? <Steps title={title} boxed={boxed} steps={steps} /> : null;
}

export function Steps({ title, boxed, steps }: { title: string; boxed: boolean; steps: readonly Rich[] }) {
  return (
    <section class={boxed ? "advice boxed" : "advice"}>
      <h2>{title}</h2>
      <ol role="list">
        {steps.map((step, at) => (
          <li key={at}>
            <span>
              <RichText of={step} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function adviceFor(scene: Scene, words: Words): { title: string; boxed: boolean; steps: readonly Rich[] } {
  const { judgement, label } = scene;
  const { advice } = words;
  const { summary } = judgement;
  const verb = summary?.verb;
  switch (judgement.headline) {
    case "recalled":
      return { title: advice.now, boxed: true, steps: advice.recalled(verb, summary?.packer[words.language] ?? "") };
    case "code-unusable":
      return { title: advice.now, boxed: true, steps: advice.unusable(verb, judgement.code.code === "never-issued") };
    case "record-failed":
      return { title: advice.wrong, boxed: true, steps: [] }; // told by Wrong
    default:
      return {
        title: advice.look,
        boxed: false,
        steps: label ? advice.threeThings(label.batch, groupSerial(label.serial)) : [],
      };
  }
}
