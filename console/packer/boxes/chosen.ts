import type { ChosenLabels } from "#core/work/unit.ts";
import { placesOf } from "../codes.ts";

/** Codes as labels by mint and position, ascending, as a packing names them. */
export async function chosenBy(serials: readonly string[]): Promise<readonly ChosenLabels[]> {
  const chosen = new Map<string, ChosenLabels & { positions: number[] }>();
  for (const { product, batch, root, index } of await placesOf(serials)) {
    const one = chosen.get(root) ?? { product, batch, labelRoot: root, positions: [] };
    one.positions.push(index);
    chosen.set(root, one);
  }
  for (const { positions } of chosen.values()) positions.sort((a, b) => a - b);
  return [...chosen.values()];
}

/** Numbers 3 to 26 of a mint, as people count, are positions 2 to 25. */
export const chosenRange = (of: Omit<ChosenLabels, "positions">, from: number, to: number): ChosenLabels => ({
  ...of,
  positions: Array.from({ length: to - from + 1 }, (_, n) => from - 1 + n),
});
