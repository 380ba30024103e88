import { grouped } from "./format.ts";
import { RichText } from "./rich-text.tsx";
import type { Scene } from "./scene.ts";
import type { Rich } from "./words/rich.ts";
import type { Words } from "./words/zh.ts";

/** What to do, numbered 一 二 三. */
export function Advice({ scene, words }: { scene: Scene; words: Words }) {
  const { title, boxed, steps } = adviceFor(scene, words);
  if (steps.length === 0) return null;
  return (
    <section class={boxed ? "advice boxed" : "advice"}>
      <h2>{title}</h2>
      <ol role="list">{steps.map((step, at) => <li key={at}><span><RichText of={step} /></span></li>)}</ol>
    </section>
  );
}

function adviceFor(scene: Scene, words: Words): { title: string; boxed: boolean; steps: readonly Rich[] } {
  const { judgement, label } = scene;
  const { advice } = words;
  const story = judgement.story;
  const verb = story?.verb;
  switch (judgement.headline) {
    case "recalled": return { title: advice.now, boxed: true, steps: advice.recalled(verb, story?.packer[words.language] ?? "") };
    case "code-unusable": return { title: advice.now, boxed: true, steps: advice.unusable(verb, judgement.code.code === "never-issued") };
    case "record-failed": return { title: advice.wrong, boxed: true, steps: wrong(scene, words) };
    default: return { title: advice.look, boxed: false, steps: label ? advice.threeThings(label.batch, grouped(label.serial)) : [] };
  }
}

/** Every failed check in words; the verdict's own reason first, and alone where no check was made. */
function wrong({ judgement }: Scene, words: Words): readonly Rich[] {
  const say = (code: typeof judgement.record.code, facts: typeof judgement.record.facts) => words.reasons[code].why(facts);
  const all = [say(judgement.record.code, judgement.record.facts), ...judgement.checks.flatMap(({ status, code, facts }) => (status === "failed" && code ? [say(code, facts ?? {})] : []))];
  return [...new Set(all)].map((sentence) => [sentence]);
}
