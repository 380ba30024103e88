import type { Hash } from "../crypto.ts";
import type { Prepared } from "./prepare.ts";

/** What the chain says of an actor at this moment; `key` is base64url of keyAt's hash, as entries carry it. */
export type ActorOnChain = { readonly key: string; readonly roles: number };
/** `grams` is the batch's mass as far as the chain was read. */
export type BatchOnChain = {
  readonly product: string;
  readonly holder: string;
  readonly state: "open" | "closed";
  readonly grams: number;
};

/** A batch as the chain has it in the graph: hashes are of ids, `holder` is whoever has it, `restGrams` its mass less what was drawn on or lost, `into` what drew on it. */
export type FlowOnChain = {
  readonly holder: string;
  readonly restGrams: number;
  readonly into: readonly string[];
  /** Plots that it drew on itself. */
  readonly plots: readonly string[];
  /** It, or something it came from, is recalled. */
  readonly recalled: boolean;
};

/** A mint as the chain has it; hashes are of ids. A position is in it if it is below `count`. */
export type MintOnChain = {
  readonly batch: string;
  readonly product: string;
  readonly packer: string;
  readonly count: number;
  readonly active: boolean;
  readonly isVoid: (position: number) => boolean;
};

/** Signatures that were checked beforehand: by which public key, and whether they hold. */
export type CheckedAhead = ReadonlyMap<Prepared, { readonly publicKey: string; readonly holds: boolean }>;

/** Everything outside the log that a decision needs, gathered before it is made. Hashes are lower-case hex. */
export type DecisionFacts = {
  readonly origin: string;
  /** The brand's domain: URIs of batches and plots are on it. */
  readonly domain: string;
  /** By SHA-256 of the unsigned entry: where it stands already. */
  readonly recorded: ReadonlyMap<string, { readonly index: number; readonly leafHash: string }>;
  /** What is not in it is checked on the spot. */
  readonly checked?: CheckedAhead;
  readonly actorOnChain: (actor: string) => ActorOnChain | undefined;
  readonly batchOnChain: (batch: string) => BatchOnChain | undefined;
  readonly flowOnChain: (batch: string) => FlowOnChain | undefined;
  readonly mintOnChain: (labelRoot: string) => MintOnChain | undefined;
  /** An id as contracts know it: hex of its SHA-256. */
  readonly hashOf: (id: string) => string;
  /** An id by its hash, or the hash where it is not known. */
  readonly nameOf: (hash: string) => string;
  readonly verifyP256: (publicKey: string, data: Uint8Array, signature: Uint8Array) => boolean;
  readonly sha256: Hash;
};
