import * as z from "zod/mini";
import { apportion } from "#core/batch/trace.ts";
import { idHash } from "#core/chain/questions.ts";
import type { RecallCase } from "#core/recall/case.ts";
import type { History } from "../chain/history.ts";
import { NONE } from "../chain/history.ts";
import { sha256 } from "../crypto.ts";

/** LabelMint's cause of a label whose pack came back. */
const RETURNED = 2;
const whole = z.int().check(z.minimum(0));
/** Grams under sales certificates, and what came back of them; and what holders of recalled goods reported. */
const trade = { soldGrams: whole, returnedGrams: whole, soldInRecallsGrams: whole, returnedInRecallsGrams: whole };
const noTrade = { soldGrams: 0, returnedGrams: 0, soldInRecallsGrams: 0, returnedInRecallsGrams: 0 };
/** Grams. What is labelled, sold and returned is of packed goods, by the plot's share in what they were made of; the rest is of its own leaf. */
const plotNumbers = z.object({
  plot: z.string(),
  season: whole,
  holder: z.string(),
  capacityGrams: whole,
  drawnGrams: whole,
  labelledGrams: whole,
  ...trade,
});
/** `labelsReturned` are void because their packs came back to the packer. */
const productNumbers = z.object({
  product: z.string(),
  season: whole,
  batches: whole,
  massGrams: whole,
  drawnGrams: whole,
  labelledGrams: whole,
  labels: whole,
  activated: whole,
  voided: whole,
  labelsReturned: whole,
  recalledGrams: whole,
  ...trade,
});
const schemeNumbers = z.object({
  scheme: z.string(),
  certificates: whole,
  volumeGrams: whole,
  usedGrams: whole,
  labelledGrams: whole,
  ...trade,
});
export const numbersView = z.object({
  /** The block up to which the chain is counted, and how many entries of the log. */
  block: whole,
  entries: whole,
  plots: z.array(plotNumbers),
  products: z.array(productNumbers),
  schemes: z.array(schemeNumbers),
  untracked: z.object({ zh: z.string(), en: z.string() }),
});
export type Numbers = Pick<z.infer<typeof numbersView>, "plots" | "products" | "schemes">;

export const untracked = {
  zh: "卖到谁手里、退回多少，链上不跟到每一袋。“售出”“退回”只算销售证上的，召回时各家报的数另列。",
  en: "To whom a pack was sold, and whether it came back, is not followed on the chain. Sold and returned are what sales certificates say; what holders reported in recalls stands beside it.",
} as const;

/** Rows by id and season, in the order of their keys: the same from the same history, whoever adds it up. */
function table<T>(start: (id: string, season: number) => T) {
  const rows = new Map<string, T>();
  return {
    at: (id: string, season = 0): T => {
      const key = `${id}/${season}`;
      const row = rows.get(key) ?? start(id, season);
      rows.set(key, row);
      return row;
    },
    sorted: (): T[] => [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
  };
}

/**
 * The public numbers, from the contracts' events and the log's recalls alone; ids are their hashes.
 *
 * @param recalls  as the log has them; drills do not count
 */
export function numbersOf(history: History, recalls: readonly RecallCase[]): Numbers {
  const plots = table((plot, season) => ({
    ...{ plot, season, holder: NONE, capacityGrams: 0, drawnGrams: 0, labelledGrams: 0, ...noTrade },
  }));
  const products = table((product, season) => ({
    ...{ product, season, batches: 0, massGrams: 0, drawnGrams: 0, labelledGrams: 0 },
    ...{ labels: 0, activated: 0, voided: 0, labelsReturned: 0, recalledGrams: 0, ...noTrade },
  }));
  const schemes = table((scheme) => ({
    ...{ scheme, certificates: 0, volumeGrams: 0, usedGrams: 0, labelledGrams: 0, ...noTrade },
  }));
  const productOf = (hash: string) => {
    const batch = history.batches.get(hash);
    return batch && products.at(batch.product, batch.season);
  };
  /** Adds grams of a batch to its product, to a certificate's scheme and, shared out, to the plots that it grew on. */
  const traded = (hash: string, certificateId: string, column: keyof typeof trade, grams: number): void => {
    const batch = history.batches.get(hash);
    if (!batch || grams === 0) return;
    products.at(batch.product, batch.season)[column] += grams;
    const certificate = history.certificates.get(certificateId);
    if (certificate) schemes.at(certificate.scheme)[column] += grams;
    for (const [plot, part] of sharedOut(history, hash, grams)) plots.at(plot, batch.season)[column] += part;
  };

  for (const { plot, season, holder, grams, used } of history.capacities.values()) {
    const row = plots.at(plot, season);
    Object.assign(row, { holder, capacityGrams: grams, drawnGrams: used });
  }
  for (const [hash, batch] of history.batches) {
    const row = products.at(batch.product, batch.season);
    row.batches += 1;
    row.massGrams += batch.mass;
    row.drawnGrams += batch.drawn;
    row.labelledGrams += batch.labelled;
    if (batch.recalledAt > 0) row.recalledGrams += batch.mass;
    const certificate = history.certificates.get(batch.certificate);
    if (certificate) schemes.at(certificate.scheme).labelledGrams += batch.labelled;
    if (batch.labelled === 0) continue;
    for (const [plot, part] of sharedOut(history, hash, batch.labelled))
      plots.at(plot, batch.season).labelledGrams += part;
  }
  for (const { batch, count, activatedAt, voided } of history.mints.values()) {
    const row = productOf(batch);
    if (!row) continue;
    row.labels += count;
    row.voided += Object.keys(voided).length;
    row.labelsReturned += Object.values(voided).filter(({ cause }) => cause === RETURNED).length;
    if (activatedAt > 0) row.activated += count;
  }
  for (const { scheme, volumes, used } of history.certificates.values()) {
    const row = schemes.at(scheme);
    row.certificates += 1;
    row.volumeGrams += Object.values(volumes).reduce((a, b) => a + b, 0);
    row.usedGrams += Object.values(used).reduce((a, b) => a + b, 0);
  }
  for (const { order, reports } of recalls)
    for (const { batch, soldGrams, returnedGrams } of order.drill ? [] : Object.values(reports)) {
      const hash = idHash(sha256, batch);
      const certificate = history.batches.get(hash)?.certificate ?? NONE;
      traded(hash, certificate, "soldInRecallsGrams", soldGrams);
      traded(hash, certificate, "returnedInRecallsGrams", returnedGrams);
    }
  for (const { batch, certificate, grams, returned } of history.sales.values()) {
    traded(batch, certificate, "soldGrams", grams);
    traded(batch, certificate, "returnedGrams", returned?.grams ?? 0);
  }
  return { plots: plots.sorted(), products: products.sorted(), schemes: schemes.sorted() };
}

/** Grams of a batch by the plots that it grew on, to the gram. */
function sharedOut(history: History, hash: string, grams: number): readonly (readonly [plot: string, grams: number])[] {
  const origins = history.links.origins(hash);
  const parts = apportion(grams, [...origins.values()]);
  return [...origins.keys()].map((node, n) => [node.slice("plot/".length), parts[n] ?? 0]);
}
