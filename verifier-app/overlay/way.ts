import type { StoryPlot } from "#core/evidence/story.ts";
import { wrap } from "#core/place/facing.ts";
import { bearingTo, type Degrees, kilometresBetween } from "#core/place/great-circle.ts";
import { centreOf, isInside } from "#core/place/outline.ts";

/** From a place to a plot. `near`: inside the error of the position, so that no direction can be told. */
export type Way = {
  readonly is: "inside" | "near" | "there";
  /** To the centre of the plot's outline. */
  readonly metres: number;
  /** Degrees clockwise from true north. */
  readonly bearing: number;
};

const degrees = ([longitude, latitude]: readonly [number, number]): Degrees => [latitude / 1e6, longitude / 1e6];

/** CGCS2000 and WGS 84 differ by less than a step. */
export function wayTo({ survey: { outline } }: StoryPlot, at: Degrees, accuracyMetres: number): Way {
  const centre = degrees(centreOf(outline));
  const metres = kilometresBetween(at, centre) * 1000;
  const inside = isInside(outline, [at[1] * 1e6, at[0] * 1e6]);
  return {
    is: inside ? "inside" : metres <= accuracyMetres ? "near" : "there",
    metres,
    bearing: bearingTo(at, centre),
  };
}

/** By how much to turn from where the phone points: −180 … 180, to the right positive. */
export const turnTo = (bearing: number, heading: number): number => wrap(bearing - heading + 180) - 180;
