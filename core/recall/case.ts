import type {
  RecallClosed,
  RecallDestroyed,
  RecallDestructionAnnounced,
  RecallOrdered,
  RecallStockReported,
} from "../statement/recall.ts";

/** Who answers for some of a batch. */
export const shareKey = (holder: string, batch: string): string => `${holder}/${batch}`;

type Said = { readonly index: number; readonly actor: string };
/** One recall as the log has it so far: plain JSON, one row of the ledger. */
export type RecallCase = Said & {
  readonly order: RecallOrdered;
  /** By holder: when it stopped selling. */
  readonly acknowledged: Readonly<Record<string, Said & { readonly stoppedAt: string }>>;
  /** By holder and batch, the newest. */
  readonly reports: Readonly<Record<string, Said & Report>>;
  /** By destruction, the newest. */
  readonly announced: Readonly<Record<string, Said & Announcement>>;
  readonly destructions: Readonly<Record<string, Said & Destruction>>;
  readonly closed?: Said & { readonly sum: RecallClosed };
};
export type Report = Pick<
  RecallStockReported,
  "batch" | "holder" | "stockGrams" | "soldGrams" | "returnedGrams" | "missingGrams" | "delivered" | "note"
>;
type Announcement = Omit<RecallDestructionAnnounced, "type" | "occurredAt" | "recall"> & {
  readonly announcedAt: string;
};
type Destruction = Omit<RecallDestroyed, "type" | "occurredAt" | "recall"> & { readonly witnessed?: number };

/** Grams of a case by where they are; `unexplained` is what nobody has spoken for, below zero where two claim the same. */
export type Sum = {
  readonly producedGrams: number;
  readonly stockGrams: number;
  readonly returnedGrams: number;
  readonly destroyedGrams: number;
  readonly soldGrams: number;
  readonly missingGrams: number;
  readonly unexplainedGrams: number;
};
/** What one holder answers for of one batch: what it had by the order and by others' deliveries, and where it says that is. */
export type Share = Sum & {
  readonly holder: string;
  readonly batch: string;
  readonly deliveredGrams: number;
  /** Destroyed and not yet witnessed; still among stock and returned. */
  readonly unwitnessedGrams: number;
  readonly report?: Said & Report;
};

const add = (sums: Map<string, number>, key: string, grams: number): void =>
  void sums.set(key, (sums.get(key) ?? 0) + grams);

export const destroyedOf = (
  { destructions }: RecallCase,
  holder: string,
  batch: string,
): readonly (Said & Destruction)[] =>
  Object.values(destructions).filter((one) => one.actor === holder && one.batch === batch);

/** Grams that a holder has to account for, by share. */
export function heldIn({ order, reports }: Pick<RecallCase, "order" | "reports">): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const { batch, holder, grams } of order.batches) if (grams > 0) add(held, shareKey(holder, batch), grams);
  for (const { batch, delivered } of Object.values(reports))
    for (const { to, grams } of delivered) add(held, shareKey(to, batch), grams);
  return held;
}

/** Every share of a case, those of the order first. Σ produced − Σ delivered over all shares is what the order covers. */
export function sharesOf(one: RecallCase): readonly Share[] {
  const held = heldIn(one);
  return [...new Set([...held.keys(), ...Object.keys(one.reports)])].map((key) =>
    shareOf(one, key, held.get(key) ?? 0),
  );
}

function shareOf(one: RecallCase, key: string, producedGrams: number): Share {
  const [holder = "", batch = ""] = key.split("/");
  const report = one.reports[key];
  const gone = destroyedOf(one, holder, batch);
  const grams = (of: (d: Destruction) => number, witnessed = true) =>
    gone.filter((d) => (d.witnessed !== undefined) === witnessed).reduce((sum, d) => sum + of(d), 0);
  const whole = (d: Destruction) => d.stockGrams + d.returnedGrams;
  const deliveredGrams = (report?.delivered ?? []).reduce((sum, to) => sum + to.grams, 0);
  const { stockGrams = 0, returnedGrams = 0, soldGrams = 0, missingGrams = 0 } = report ?? {};
  return {
    holder,
    batch,
    producedGrams,
    deliveredGrams,
    stockGrams: stockGrams - grams((d) => d.stockGrams),
    returnedGrams: returnedGrams - grams((d) => d.returnedGrams),
    destroyedGrams: grams(whole),
    unwitnessedGrams: grams(whole, false),
    soldGrams,
    missingGrams,
    unexplainedGrams: producedGrams - deliveredGrams - stockGrams - returnedGrams - soldGrams - missingGrams,
    ...(report && { report }),
  };
}

/** The closing sum: produced = stock + returned + destroyed + sold + missing + unexplained, to the gram. */
export function sumOf(one: RecallCase): Sum {
  const shares = sharesOf(one);
  const total = (of: (share: Share) => number) => shares.reduce((sum, share) => sum + of(share), 0);
  return {
    producedGrams: one.order.batches.reduce((sum, { grams }) => sum + grams, 0),
    stockGrams: total((share) => share.stockGrams),
    returnedGrams: total((share) => share.returnedGrams),
    destroyedGrams: total((share) => share.destroyedGrams),
    soldGrams: total((share) => share.soldGrams),
    missingGrams: total((share) => share.missingGrams),
    unexplainedGrams: total((share) => share.unexplainedGrams),
  };
}

/** Thousandths of the mass whose whereabouts somebody signed for: what is missing or contradicted does not count. Rounded down. */
export function completenessOf(one: RecallCase): number {
  const { producedGrams, missingGrams } = sumOf(one);
  if (producedGrams === 0) return 1000;
  const apart = sharesOf(one).reduce((sum, { unexplainedGrams }) => sum + Math.abs(unexplainedGrams), 0);
  return Math.max(0, Math.floor(((producedGrams - missingGrams - apart) * 1000) / producedGrams));
}

/** What keeps a case from being closed. */
export type Open = {
  /** Holders that did not acknowledge or whose report does not add up. */
  readonly holders: readonly string[];
  readonly unexplainedGrams: number;
  readonly unwitnessed: readonly string[];
};
export function openIn(one: RecallCase): Open {
  const shares = sharesOf(one);
  const registered = ({ report }: Share): boolean => report !== undefined && report.actor !== report.holder;
  const late = shares.filter(
    (share) => !share.report || share.unexplainedGrams !== 0 || !(registered(share) || one.acknowledged[share.holder]),
  );
  return {
    holders: [...new Set(late.map(({ holder }) => holder))],
    unexplainedGrams: shares.reduce((sum, { unexplainedGrams }) => sum + Math.abs(unexplainedGrams), 0),
    unwitnessed: Object.values(one.destructions).flatMap((d) => (d.witnessed === undefined ? [d.destruction] : [])),
  };
}
