import { deedsOn } from "./deeds.ts";
import { looksOn } from "./looks.ts";
import type { Models } from "./models.ts";
import type { Line, Stage } from "./stage.ts";

/** A run as it is written down: what is done and looked at, with what the models say of it. The chain is asked when it is whole. */
export function scriptOn(stage: Stage, models: Models) {
  const lines: Line[] = [];
  let second = stage.start + 1;
  const now = (): number => second;
  return {
    lines,
    now,
    later: (seconds: number): void => {
      second += seconds;
    },
    ...deedsOn(models, lines, now, stage.signerOf),
    ...looksOn(models, lines, now),
  };
}
export type Script = ReturnType<typeof scriptOn>;
