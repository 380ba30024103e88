import { chainId32 } from "../act/id.ts";
import { hex } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import { labelRoot } from "../label/tree.ts";
import { act, type PlannedAct, type Step } from "./task.ts";

/** The mint act for a list of codes; the codes themselves go beside it (POST /mints), never onto the chain. */
export const mint = (
  sha256: Hash,
  m: { batch: string; serials: readonly string[]; unitGrams: number },
): PlannedAct => ({
  act: "Mint",
  message: {
    batch: chainId32(sha256, m.batch),
    labelRoot: `0x${hex(labelRoot(sha256, m.batch, m.serials))}`,
    count: m.serials.length,
    unitGrams: m.unitGrams,
  },
});

export const activate = (root: string): readonly Step[] => [act("Activate", { labelRoot: root })];
export const voidLabels = (v: { root: string; indexes: readonly number[]; reason: string }): readonly Step[] => [
  act("VoidLabels", { labelRoot: v.root, indexes: v.indexes, reason: v.reason }),
];
