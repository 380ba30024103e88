import { type Links, links } from "#core/batch/links.ts";
import type { Quota } from "#core/batch/quota.ts";
import type { ContractName } from "./contracts.ts";

/** One event of a contract, decoded: hashes are hex without 0x, numbers are safe integers, `time` is its block's. */
export type ChainEvent = {
  readonly contract: ContractName;
  readonly name: string;
  readonly args: Readonly<Record<string, EventValue>>;
  readonly block: number;
  readonly time: number;
};
export type EventValue = string | number | boolean | readonly string[] | readonly number[];

export type ChainActor = {
  readonly signer: string;
  readonly roles: number;
  readonly validFrom: number;
  readonly validTo: number;
  readonly revokedAt: number;
  readonly reason: string;
};
export type HistoryBatch = {
  readonly product: string;
  readonly holder: string;
  /** In whose hands it is: its maker's, or whoever's accepted it last. */
  readonly keeper: string;
  /** To whom it is offered. */
  readonly nextHolder: string;
  /** Why the last offer was not taken; empty when it was, or another was made. */
  readonly rejection: string;
  readonly season: number;
  readonly state: "open" | "closed";
  readonly mass: number;
  readonly drawn: number;
  readonly labelled: number;
  readonly lost: number;
  readonly provenanceRoot: string;
  readonly entryCount: number;
  readonly openedAt: number;
  readonly closedAt: number;
  readonly certificate: string;
  readonly recalledAt: number;
  readonly recallReason: string;
  readonly sources: readonly string[];
  readonly plots: Readonly<Record<string, number>>;
};
export type HistoryCertificate = {
  readonly body: string;
  readonly holder: string;
  readonly scheme: string;
  readonly volumes: Readonly<Record<string, number>>;
  readonly used: Readonly<Record<string, number>>;
  readonly plots: readonly string[];
  readonly validFrom: number;
  readonly validTo: number;
  readonly documentHash: string;
  readonly issuedAt: number;
  /** In order of time; `change` where it was no change of status: the status then is the one it had, or, renewed, in force. */
  readonly states: readonly {
    readonly status: number;
    readonly time: number;
    readonly reason: string;
    readonly change?: "renewed" | "reduced";
  }[];
};
/** A sales certificate; `debited` is 0 where the goods carried the certificate already. */
export type HistorySale = {
  readonly certificate: string;
  readonly batch: string;
  readonly buyer: string;
  readonly product: string;
  readonly grams: number;
  readonly debited: number;
  readonly tradeAt: number;
  readonly documentHash: string;
  readonly certifiedAt: number;
  /** What came back of it: `grams`, of which `credited` to the certificate's volume. */
  readonly returned?: {
    readonly grams: number;
    readonly credited: number;
    readonly time: number;
    readonly reason: string;
  };
};
export type HistoryRecognition = {
  readonly accreditor: string;
  readonly fromScheme: string;
  readonly toScheme: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly termsHash: string;
  readonly recognisedAt: number;
  readonly states: readonly { readonly status: number; readonly time: number; readonly reason: string }[];
};
export type Voiding = { readonly cause: number; readonly reason: string; readonly time: number };
export type HistoryMint = {
  readonly batch: string;
  readonly packer: string;
  readonly count: number;
  readonly unitGrams: number;
  readonly mintedAt: number;
  readonly activatedAt: number;
  /** Root of the commitments to the hidden codes; NONE without. */
  readonly hiddenRoot: string;
  /** By index. */
  readonly voided: Readonly<Record<number, Voiding>>;
};
/** A head that the chain holds; `root` is hex. */
export type Anchor = {
  readonly index: number;
  readonly size: number;
  readonly root: string;
  readonly time: number;
  readonly block: number;
};
/** Who signs for a log on the chain, and since when; addresses are hex. */
export type WitnessSet = {
  readonly epoch: number;
  readonly witnesses: readonly string[];
  readonly quorum: number;
  readonly since: number;
};
export type Capacity = Quota & { readonly plot: string; readonly season: number; readonly surveyHash: string };

/** All that the contracts ever said, folded from their events: the read side needs no other source. */
export type History = {
  readonly actors: Map<string, ChainActor>;
  readonly batches: Map<string, HistoryBatch>;
  /** Every draw, both ways; batches by hash, plots as `plot/…`. */
  readonly links: Links;
  readonly certificates: Map<string, HistoryCertificate>;
  readonly mints: Map<string, HistoryMint>;
  /** By `plot/season`. */
  readonly capacities: Map<string, Capacity>;
  readonly conversions: Map<
    string,
    { readonly from: string; readonly to: string; readonly numerator: number; readonly denominator: number }
  >;
  readonly accreditations: Map<
    string,
    {
      readonly body: string;
      readonly scheme: string;
      readonly accreditor: string;
      readonly products: readonly string[];
      readonly validFrom: number;
      readonly validTo: number;
      readonly suspended: boolean;
      readonly reason: string;
      readonly changes: readonly {
        readonly change: "accredited" | "suspended" | "restored";
        readonly time: number;
        readonly reason: string;
      }[];
    }
  >;
  readonly sales: Map<string, HistorySale>;
  readonly recognitions: Map<string, HistoryRecognition>;
  readonly reasons: Set<string>;
  /** By log id, in order of index. */
  readonly anchors: Map<string, readonly Anchor[]>;
  /** By log id: when its newest head was last anchored or confirmed by a heartbeat, seconds. */
  readonly confirmed: Map<string, number>;
  /** By log id; `proposed` is what anyone may put in its place from its `since` on. */
  readonly witnesses: Map<string, WitnessSet & { readonly proposed?: WitnessSet }>;
};

export const emptyHistory = (): History => ({
  actors: new Map(),
  batches: new Map(),
  links: links(),
  certificates: new Map(),
  mints: new Map(),
  capacities: new Map(),
  conversions: new Map(),
  accreditations: new Map(),
  sales: new Map(),
  recognitions: new Map(),
  reasons: new Set(),
  anchors: new Map(),
  confirmed: new Map(),
  witnesses: new Map(),
});
export const NONE = "0".repeat(64);

/** The batch itself, or the nearest upstream, that was recalled. */
export function recalledAbove(batches: ReadonlyMap<string, HistoryBatch>, hash: string): string | undefined {
  const seen = new Set([hash]);
  for (const one of seen) {
    const batch = batches.get(one);
    if (batch && batch.recalledAt > 0) return one;
    for (const source of batch?.sources ?? []) seen.add(source);
  }
  return undefined;
}
