import type { Statement } from "../entry.ts";
import type { LimitTable } from "../rules/limits.ts";

/** One recorded statement about the batch or what it flowed from; `index` is its place in the log. */
export type Recorded = { readonly index: number; readonly actor: string; readonly statement: Statement };

/** A certificate as the contract has it for this batch. */
export type CertificateNow = {
  readonly certificate: string;
  readonly scheme: string;
  readonly state: "none" | "in-force" | "suspended" | "withdrawn" | "cancelled" | "expired";
  /** 有机转换: its goods are sold as ordinary ones. */
  readonly conversion: boolean;
  readonly products: readonly string[];
  readonly plots: readonly string[];
  /** Grams of the batch's product that may still be debited. */
  readonly leftGrams: number;
  /** The batch already carries it: its mass is debited. */
  readonly carried: boolean;
};

/** Everything that is known about one batch, for any number of schemes. Nothing in it is fetched while evaluating. */
export type Dossier = {
  readonly batch: string;
  readonly product: string;
  readonly grams: number;
  /** The batch itself and all it flowed from. */
  readonly batches: readonly string[];
  /** The same batches as the chain has them: what each took its mass from, and how much it is. */
  readonly flows: readonly { readonly batch: string; readonly sources: readonly string[]; readonly grams: number }[];
  /** Plots that the batch's leaf came from. */
  readonly plots: readonly string[];
  /** In the order of the log: surveys, plantings, applications, harvests, processing, reports, of the batch and all upstream. */
  readonly recorded: readonly Recorded[];
  readonly certificates: readonly CertificateNow[];
  readonly limits: LimitTable;
};
