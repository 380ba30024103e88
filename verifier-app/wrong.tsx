import { Steps } from "./advice.tsx";
import { reasonFor, why } from "./reason.ts";
import type { Scene } from "./scene.ts";
import type { Words } from "./words/zh.ts";

/** Every failed check of a failed record in words; the verdict's own reason first, and alone where no check was made. */
export function Wrong({ scene, words }: { scene: Scene; words: Words }) {
  const failed = scene.judgement.checks.flatMap(({ status, code, facts }) =>
    status === "failed" && code ? [why(code, facts ?? {}, words)] : [],
  );
  const sentences = [...new Set([reasonFor(scene, "record", words), ...failed])];
  return <Steps title={words.advice.wrong} boxed steps={sentences.map((sentence) => [sentence])} />;
}
