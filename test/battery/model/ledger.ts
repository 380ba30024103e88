import { roleBits } from "#core/act/states.ts";
import { type Actors, type Outcome, rolesNow } from "./actors.ts";
import { type Certificate, type Certificates, IN_FORCE, statusAt } from "./certificates.ts";

export type Batch = {
  product: string;
  holder: string;
  season: number;
  open: boolean;
  mass: bigint;
  drawn: bigint;
  labelled: bigint;
  lost: bigint;
  /** Who accepted it last; "" while it is with its maker. */
  accepted: string;
  next: string;
  root: string;
  entries: number;
  closedAt: number;
  certificate: string;
  recalledAt: number;
  reason: string;
  sources: Map<string, { gramsIn: bigint; gramsOut: bigint }>;
  plots: Map<string, bigint>;
  /** Steps that following all draws back takes. */
  lineage: number;
};
type Capacity = {
  grams: bigint;
  used: bigint;
  survey: string;
  holder: string;
  /** What others than the holder may still pick. */
  quotas: Map<string, bigint>;
  /** By "from>to". */
  offers: Map<string, bigint>;
};
/** BatchLedger as maps and loops; "" is the empty id. */
export type Ledger = {
  readonly batches: Map<string, Batch>;
  readonly capacities: Map<string, Capacity>;
  readonly conversions: Map<string, readonly [numerator: number, denominator: number]>;
  readonly made: Set<string>;
  /** Grams that sales certificates were written over, by batch. */
  readonly sold: Map<string, bigint>;
  readonly sales: Map<string, Sold>;
};
/** A sales certificate; `term` counts the certificate's renewals before it, `returned` is undefined until goods come back. */
export type Sold = Sale & {
  certifiedAt: number;
  debited: boolean;
  term: number;
  returned?: { grams: bigint; at: number };
};
export const emptyLedger = (): Ledger => ({
  batches: new Map(),
  capacities: new Map(),
  conversions: new Map(),
  made: new Set(),
  sold: new Map(),
  sales: new Map(),
});

const MOST = 2n ** 64n - 1n;
const [MAX_SOURCES, MAX_PLOTS, MAX_LINEAGE] = [32, 64, 512];

export const leftOf = (batch: Batch): bigint => batch.mass - batch.drawn - batch.labelled - batch.lost;
export const keeperOf = (batch: Batch): string => batch.accepted || batch.holder;
const sumOf = (sums: Map<string, bigint>): bigint => [...sums.values()].reduce((sum, one) => sum + one, 0n);
/** What somebody may still pick on a plot. */
export const quotaLeft = (m: Ledger, plot: string, season: number, actor: string): bigint => {
  const one = m.capacities.get(`${plot}/${season}`);
  if (!one) return 0n;
  return actor === one.holder ? one.grams - one.used - sumOf(one.quotas) : (one.quotas.get(actor) ?? 0n);
};

/** Itself, or anything that it flowed from, at any depth. */
export function isRecalled(m: Ledger, batch: string): boolean {
  const one = m.batches.get(batch);
  if (!one) return false;
  if (one.recalledAt !== 0) return true;
  for (const source of one.sources.keys()) if (isRecalled(m, source)) return true;
  return false;
}

export function setCapacity(
  m: Ledger,
  one: { plot: string; season: number; holder: string; grams: bigint; survey: string },
): Outcome {
  const key = `${one.plot}/${one.season}`;
  const before = m.capacities.get(key);
  const used = before?.used ?? 0n;
  const quotas = new Map(before?.quotas);
  quotas.delete(one.holder);
  if (one.grams < used + sumOf(quotas)) return "CapacityBelowUsed";
  const offers = before?.offers ?? new Map<string, bigint>();
  m.capacities.set(key, { grams: one.grams, used, survey: one.survey, holder: one.holder, quotas, offers });
  return "accepted";
}

export function setConversion(m: Ledger, one: { from: string; to: string; ratio: readonly [number, number] }): Outcome {
  if (one.from === one.to) return "ConversionToItself";
  if (one.ratio[1] === 0) return "DenominatorZero";
  m.conversions.set(`${one.from}>${one.to}`, one.ratio);
  m.made.add(one.to);
  return "accepted";
}

export function openBatch(m: Ledger, actor: string, one: { batch: string; product: string; season: number }): Outcome {
  if (m.batches.has(one.batch)) return "BatchExists";
  m.batches.set(one.batch, {
    product: one.product,
    holder: actor,
    season: one.season,
    open: true,
    mass: 0n,
    drawn: 0n,
    labelled: 0n,
    lost: 0n,
    accepted: "",
    next: "",
    root: "",
    entries: 0,
    closedAt: 0,
    certificate: "",
    recalledAt: 0,
    reason: "",
    sources: new Map(),
    plots: new Map(),
    lineage: 0,
  });
  return "accepted";
}

/** What keeps the actor from filling or closing the batch. */
function notOpenFor(batch: Batch | undefined, actor: string): Outcome {
  if (!batch) return "BatchUnknown";
  if (!batch.open) return "BatchNotOpen";
  if (batch.holder !== actor) return "NotHolder";
  if (batch.recalledAt !== 0) return "BatchRecalled";
  return "accepted";
}

export function drawPlot(m: Ledger, actor: string, one: { batch: string; plot: string; grams: bigint }): Outcome {
  const batch = m.batches.get(one.batch);
  const shut = notOpenFor(batch, actor);
  if (!batch || shut !== "accepted") return shut;
  if (one.grams === 0n) return "AmountZero";
  if (m.made.has(batch.product)) return "ProductNotRaw";
  if (batch.certificate !== "") return "CertificateMixed";
  const capacity = m.capacities.get(`${one.plot}/${batch.season}`);
  const left = quotaLeft(m, one.plot, batch.season, actor);
  if (!capacity || (capacity.holder !== actor && left === 0n)) return "NotPlotHolder";
  if (one.grams > left) return "CapacityExceeded";
  if (batch.mass + one.grams > MOST) return "Panic";
  if (!batch.plots.has(one.plot) && batch.plots.size >= MAX_PLOTS) return "TooManyPlots";
  capacity.used += one.grams;
  if (actor !== capacity.holder) capacity.quotas.set(actor, left - one.grams);
  batch.mass += one.grams;
  batch.plots.set(one.plot, (batch.plots.get(one.plot) ?? 0n) + one.grams);
  return "accepted";
}

export type Flow = {
  readonly source: string;
  readonly batch: string;
  readonly gramsIn: bigint;
  readonly gramsOut: bigint;
  readonly certificate: string;
};
export function drawBatch(m: Ledger, certificates: Certificates, actor: string, one: Flow, now: number): Outcome {
  const batch = m.batches.get(one.batch);
  const source = m.batches.get(one.source);
  const shut = notOpenFor(batch, actor);
  if (!batch || shut !== "accepted") return shut;
  if (one.gramsIn === 0n || one.gramsOut === 0n) return "AmountZero";
  if (!source) return "BatchUnknown";
  if (source.open) return "BatchNotClosed";
  if (actor !== keeperOf(source)) return "NotHolder";
  if (isRecalled(m, one.source)) return "BatchRecalled";
  if (one.gramsIn > leftOf(source)) return "BatchMassExceeded";
  const ratio = source.product === batch.product ? [1, 1] : m.conversions.get(`${source.product}>${batch.product}`);
  if (!ratio) return "ConversionUnknown";
  if (one.gramsOut > (one.gramsIn * BigInt(ratio[0] ?? 0)) / BigInt(ratio[1] ?? 1)) return "ConversionExceeded";
  const uncertified = notCertifiable(m, certificates, actor, one, now);
  if (uncertified !== "accepted") return uncertified;
  if (batch.mass + one.gramsOut > MOST) return "Panic";
  if (!batch.sources.has(one.source)) {
    if (batch.sources.size >= MAX_SOURCES) return "TooManySources";
    if (batch.lineage + 1 + source.lineage > MAX_LINEAGE) return "LineageTooLong";
  }
  const plots = [...source.plots.keys()].filter((plot) => !batch.plots.has(plot));
  if (batch.plots.size + plots.length > MAX_PLOTS) return "TooManyPlots";

  if (!batch.sources.has(one.source)) batch.lineage += 1 + source.lineage;
  const before = batch.sources.get(one.source) ?? { gramsIn: 0n, gramsOut: 0n };
  batch.sources.set(one.source, {
    gramsIn: before.gramsIn + one.gramsIn,
    gramsOut: before.gramsOut + one.gramsOut,
  });
  for (const plot of plots) batch.plots.set(plot, 0n);
  source.drawn += one.gramsIn;
  batch.mass += one.gramsOut;
  if (one.certificate !== "") {
    batch.certificate = one.certificate;
    const used = certificates.issued.get(one.certificate)?.used;
    used?.set(batch.product, (used.get(batch.product) ?? 0n) + one.gramsOut);
  }
  return "accepted";
}

/** A batch is certified as a whole or not; and a certificate covers product, plots, holder and grams. */
function notCertifiable(m: Ledger, { issued }: Certificates, actor: string, one: Flow, now: number): Outcome {
  const [batch, source] = [m.batches.get(one.batch) as Batch, m.batches.get(one.source) as Batch];
  if (batch.mass !== 0n && one.certificate !== batch.certificate) return "CertificateMixed";
  if (one.certificate === "") return "accepted";
  const certificate = issued.get(one.certificate);
  if (statusAt({ issued } as Certificates, one.certificate, now)[0] !== IN_FORCE) return "CertificateNotInForce";
  const volume = certificate?.volumes.get(batch.product) ?? 0n;
  if (volume === 0n) return "CertificateScopeExceeded";
  for (const plot of source.plots.keys()) if (!certificate?.plots.has(plot)) return "CertificateScopeExceeded";
  const holders = [actor, source.holder];
  for (const plot of source.plots.keys()) holders.push(m.capacities.get(`${plot}/${source.season}`)?.holder ?? "");
  if (!holders.includes(certificate?.holder ?? "?")) return "CertificateOfAnother";
  const used = certificate?.used.get(batch.product) ?? 0n;
  if (one.gramsOut > volume - used) return "CertificateVolumeExceeded";
  return "accepted";
}

export type Sale = {
  readonly sale: string;
  readonly certificate: string;
  readonly batch: string;
  readonly grams: bigint;
  readonly tradeAt: number;
};
export function certifySale(m: Ledger, certificates: Certificates, actor: string, one: Sale, now: number): Outcome {
  if (one.grams === 0n) return "SaleAmountZero";
  if (m.sales.has(one.sale)) return "SaleExists";
  const certificate = certificates.issued.get(one.certificate);
  if (!certificate) return "CertificateUnknown";
  if (certificate.body !== actor) return "NotBody";
  if (statusAt(certificates, one.certificate, now)[0] !== IN_FORCE) return "SaleNotInForce";
  if (one.tradeAt < now || one.tradeAt > certificate.to) return "TradeOutsideWindow";
  const batch = m.batches.get(one.batch);
  if (!batch || batch.open || isRecalled(m, one.batch) || batch.closedAt < certificate.from) return "SaleOfBatch";
  if (!certificate.volumes.has(batch.product)) return "SaleOutOfScope";
  for (const plot of batch.plots.keys()) if (!certificate.plots.has(plot)) return "SaleOutOfScope";
  if (batch.holder !== certificate.holder && batch.certificate !== one.certificate) return "SaleByAnother";
  const sold = m.sold.get(one.batch) ?? 0n;
  if (one.grams > batch.mass - sold) return "SaleExceedsBatch";
  const used = certificate.used.get(batch.product) ?? 0n;
  const debited = batch.certificate !== one.certificate;
  if (debited) {
    if (one.grams > (certificate.volumes.get(batch.product) ?? 0n) - used) return "CertificateVolumeExceeded";
    certificate.used.set(batch.product, used + one.grams);
  }
  m.sold.set(one.batch, sold + one.grams);
  m.sales.set(one.sale, { ...one, certifiedAt: now, debited, term: termOf(certificate) });
  return "accepted";
}
const termOf = ({ statuses }: Certificate): number => statuses.filter(({ change }) => change === "renewed").length;

/** What came back of a sale, once; its debit only in the term of the certificate that it was made in. */
export function returnSale(
  m: Ledger,
  { issued }: Certificates,
  actor: string,
  one: { sale: string; grams: bigint; reason: string },
  now: number,
): Outcome {
  if (one.reason === "") return "ReasonLengthOutOfRange";
  const sale = m.sales.get(one.sale);
  const certificate = issued.get(sale?.certificate ?? "");
  if (!sale || !certificate) return "SaleUnknown";
  if (certificate.body !== actor) return "NotBody";
  if (sale.returned) return "SaleReturnedAlready";
  if (one.grams === 0n) return "SaleAmountZero";
  if (one.grams > sale.grams) return "ReturnExceedsSale";
  sale.returned = { grams: one.grams, at: now };
  m.sold.set(sale.batch, (m.sold.get(sale.batch) ?? 0n) - one.grams);
  const product = m.batches.get(sale.batch)?.product ?? "";
  if (sale.debited && sale.term === termOf(certificate))
    certificate.used.set(product, (certificate.used.get(product) ?? 0n) - one.grams);
  return "accepted";
}

export function closeBatch(
  m: Ledger,
  actor: string,
  one: { batch: string; root: string; entries: number; next: string },
  now: number,
): Outcome {
  const batch = m.batches.get(one.batch);
  const shut = notOpenFor(batch, actor);
  if (!batch || shut !== "accepted") return shut;
  if (batch.mass === 0n) return "BatchEmpty";
  if (one.root === "" || one.entries === 0) return "ZeroValue";
  const next = one.next === actor ? "" : one.next;
  Object.assign(batch, { open: false, root: one.root, entries: one.entries, next, closedAt: now });
  return "accepted";
}

export function recall(
  m: Ledger,
  actors: Actors,
  actor: string,
  one: { batch: string; reason: string },
  now: number,
): Outcome {
  if (one.reason === "") return "ReasonLengthOutOfRange";
  const batch = m.batches.get(one.batch);
  if (!batch) return "BatchUnknown";
  const may = rolesNow(actors, actor, now) & (roleBits.operator | roleBits.regulator);
  if (batch.holder !== actor && keeperOf(batch) !== actor && may === 0) return "NotHolder";
  if (batch.recalledAt !== 0) return "AlreadyRecalled";
  Object.assign(batch, { recalledAt: now, reason: one.reason });
  return "accepted";
}
