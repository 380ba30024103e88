import type { Harvest } from "#core/work/garden.ts";
import { dictionary } from "../language.ts";

export type LeafStandard = Harvest["leafStandard"];
export const leafStandards = dictionary<Record<LeafStandard, string>>(
  {
    "one-bud-one-leaf-early": "一芽一叶初展",
    "one-bud-one-leaf": "一芽一叶",
    "one-bud-two-leaves-early": "一芽二叶初展",
    "one-bud-two-leaves": "一芽二叶",
    "one-bud-three-leaves-early": "一芽三叶初展",
    "one-bud-three-leaves": "一芽三叶",
  },
  {
    "one-bud-one-leaf-early": "one bud, one leaf, early",
    "one-bud-one-leaf": "one bud, one leaf",
    "one-bud-two-leaves-early": "one bud, two leaves, early",
    "one-bud-two-leaves": "one bud, two leaves",
    "one-bud-three-leaves-early": "one bud, three leaves, early",
    "one-bud-three-leaves": "one bud, three leaves",
  },
);
export const isLeafStandard = (text: string): text is LeafStandard => Object.hasOwn(leafStandards.zh, text);

/** What the last harvest on this device was, to be repeated with new weights. */
export type LastHarvest = {
  readonly plots: readonly string[];
  readonly standard: LeafStandard;
  readonly grams: number;
};
