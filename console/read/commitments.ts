import type { Batch, Commitment } from "./views.ts";

const IN_FORCE: readonly string[] = ["issued", "attached", "shared"];
export const inForce = ({ state }: Commitment): boolean => IN_FORCE.includes(state);
/** What stands for a batch, the newest first. */
export const commitmentsOf = (all: readonly Commitment[], batch: string): readonly Commitment[] =>
  all.filter(({ document }) => document.batch === batch).toReversed();
/** Grams of a batch that nobody has promised yet; what was bought in already counts as promised. */
export const unpromised = (all: readonly Commitment[], { batch, massGrams }: Batch): number =>
  massGrams -
  commitmentsOf(all, batch)
    .filter((one) => inForce(one) || one.state === "consumed" || one.state === "disputed")
    .reduce((sum, { document }) => sum + document.grams, 0);
