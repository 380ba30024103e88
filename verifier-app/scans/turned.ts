import { sayReason } from "#core/scan/say.ts";
import { concernsIn } from "../concerns.ts";
import type { Scene } from "../scene.ts";
import { countedFor } from "./count.ts";
import { scanWordsFor } from "./words.ts";

/** The scene with what its scans say: amber where they look like those of copies, and nothing where something graver is said already. */
export function withScans(scene: Scene): Scene {
  const { judgement, label } = scene;
  const counted = countedFor(label);
  if (!counted || counted === "unreachable" || counted.state !== "copied-likely" || judgement.code.status !== "passed")
    return scene;
  const [reason] = counted.reasons;
  return {
    ...scene,
    judgement: {
      ...judgement,
      code: { status: "unknown", code: "copied-likely", facts: {} },
      pack: { status: "skipped", code: "pack-look-closely", facts: {} },
    },
    ...(judgement.headline === "all-passed" &&
      reason && {
        turned: (words) => {
          const t = scanWordsFor(words);
          const concerns = judgement.summary ? concernsIn(judgement.summary, words) : [];
          return {
            line: {
              tone: concerns.some(({ tone }) => tone === "alarm") ? "alarm" : "doubt",
              h: t.headline,
              s: [
                [sayReason(reason, words.language), t.still, ...concerns.map(({ text }) => text)].join(
                  words.language === "zh" ? "" : " ",
                ),
              ],
            },
            title: t.tell,
            boxed: true,
            steps: t.steps(judgement.summary?.verb),
          };
        },
      }),
  };
}
