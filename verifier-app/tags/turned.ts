import { concernsIn } from "../concerns.ts";
import type { Scene } from "../scene.ts";
import { tappedFor } from "./tap.ts";
import { tagWordsFor } from "./words.ts";

/** The scene with what its tag says: amber where the pack was opened, or the tag is another pack's, and never a seal turned green. */
export function withTap(scene: Scene): Scene {
  const { judgement, label } = scene;
  const tapped = tappedFor(label);
  const opened = tapped?.kind === "read" && tapped.loop === "open" ? (tapped.openedAt ?? 0) : undefined;
  const foreign = tapped?.kind === "foreign" ? tapped.said : undefined;
  if ((opened === undefined && !foreign) || judgement.code.status !== "passed") return scene;
  return {
    ...scene,
    judgement: { ...judgement, pack: { status: "skipped", code: "pack-look-closely", facts: {} } },
    ...(judgement.headline === "all-passed" && {
      turned: (words) => {
        const t = tagWordsFor(words);
        const verb = judgement.summary?.verb;
        const concerns = judgement.summary ? concernsIn(judgement.summary, words) : [];
        const why = foreign ? foreign[words.language] : t.openedSaid(t.hour(opened ?? 0));
        return {
          line: {
            tone: concerns.some(({ tone }) => tone === "alarm") ? "alarm" : "doubt",
            h: foreign ? t.foreignHeadline : t.openedHeadline,
            s: [[why, t.still, ...concerns.map(({ text }) => text)].join(words.language === "zh" ? "" : " ")],
          },
          title: foreign ? t.foreignTell : t.openedTell,
          boxed: true,
          steps: foreign ? t.foreignSteps(verb) : t.openedSteps(verb),
        };
      },
    }),
  };
}
