import type { Report } from "#core/recall/case.ts";
import { gramsOf, kilogramText } from "../parts/amount.ts";
import type { RecallDetail, RecallShare } from "../read/recalls.ts";

/** What a person types: kilograms; empty is none. */
export type Count = {
  readonly stock: string;
  readonly sold: string;
  readonly returned: string;
  readonly missing: string;
  readonly delivered: readonly { readonly to: string; readonly kg: string }[];
  readonly note: string;
};
export const emptyCount: Count = { stock: "", sold: "", returned: "", missing: "", delivered: [], note: "" };

const some = (text: string): number | undefined => (/^0*(\.0*)?$/.test(text.trim()) ? 0 : gramsOf(text));
const text = (grams: number): string => (grams === 0 ? "" : kilogramText(grams));

/** A report as it was made: what was destroyed since was in stock, or returned, when it was counted. */
export function countOf(share: RecallShare, destructions: RecallDetail["destructions"]): Count {
  const gone = destructions.filter(
    ({ by, batch, witnessed }) => by === share.holder && batch === share.batch && witnessed,
  );
  return {
    stock: text(gone.reduce((sum, d) => sum + d.stockGrams, share.stockGrams)),
    sold: text(share.soldGrams),
    returned: text(gone.reduce((sum, d) => sum + d.returnedGrams, share.returnedGrams)),
    missing: text(share.missingGrams),
    delivered: share.delivered.map(({ to, grams }) => ({ to, kg: kilogramText(grams) })),
    note: share.note ?? "",
  };
}

/** Grams still to be accounted for, below zero where there is too much; undefined where a number cannot be read. */
export function differenceOf({ stock, sold, returned, missing, delivered }: Count, held: number): number | undefined {
  let left = held;
  for (const kg of [stock, sold, returned, missing, ...delivered.map((one) => one.kg)]) {
    const grams = some(kg);
    if (grams === undefined) return undefined;
    left -= grams;
  }
  return left;
}

export const reportOf = ({ batch, holder }: RecallShare, count: Count): Report => ({
  batch,
  holder,
  stockGrams: some(count.stock) ?? 0,
  soldGrams: some(count.sold) ?? 0,
  returnedGrams: some(count.returned) ?? 0,
  missingGrams: some(count.missing) ?? 0,
  delivered: count.delivered.flatMap(({ to, kg }) => {
    const grams = some(kg) ?? 0;
    return grams > 0 ? [{ to, grams }] : [];
  }),
  ...(count.note.trim() !== "" && { note: count.note.trim() }),
});
