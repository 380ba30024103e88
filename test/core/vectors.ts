import { readFileSync } from "node:fs";
import { fromHex } from "#core/bytes.ts";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));

type Case = {
  readonly file: string;
  readonly desc: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
};
type Inclusion = Case & {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string | null;
  readonly leafHash: string | null;
};
type Consistency = Case & {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string | null;
  readonly root2: string | null;
};
export const merkle = read("merkle") as {
  readonly inclusion: readonly Inclusion[];
  readonly consistency: readonly Consistency[];
};

/** Another implementation's log: checkpoints[n] is its head at size n. */
export const foreignLog = read("log") as {
  readonly vkey: string;
  readonly checkpoints: readonly string[];
  readonly tiles: Readonly<Record<string, string>>;
};

export const bigTree = read("big-tree") as {
  readonly inclusion: readonly {
    readonly index: number;
    readonly size: number;
    readonly leafHash: string;
    readonly proof: readonly string[];
    readonly root: string;
  }[];
  readonly consistency: readonly {
    readonly oldSize: number;
    readonly newSize: number;
    readonly oldRoot: string;
    readonly newRoot: string;
    readonly proof: readonly string[];
  }[];
};

export const jcs = read("jcs") as {
  readonly numbers: readonly { readonly bits: string; readonly text: string; readonly refused?: string }[];
  readonly texts: readonly {
    readonly name: string;
    readonly input: string;
    readonly output: string;
    readonly refused?: string;
  }[];
};

export const { notes } = read("note") as {
  readonly notes: readonly {
    readonly comment: string;
    readonly vkeys: readonly string[];
    readonly text: string;
    readonly note: string;
  }[];
};

export const { serials } = read("serial") as { readonly serials: readonly string[] };

type RlpInput = string | number | readonly RlpInput[];
type TrieCase = {
  readonly name: string;
  readonly in: readonly (readonly [key: string, value: string | null])[];
  readonly root: string;
};
type ExtraCase = {
  readonly extra: string;
  readonly round: number;
  readonly validators: readonly string[];
  readonly vote: readonly [validator: string, kind: string] | null;
  readonly seals: number;
};
export const ethereum = read("ethereum") as {
  readonly rlp: {
    readonly valid: readonly { readonly name: string; readonly in: RlpInput; readonly out: string }[];
    readonly invalid: readonly { readonly name: string; readonly out: string }[];
  };
  readonly trie: { readonly plain: readonly TrieCase[]; readonly secure: readonly TrieCase[] };
  readonly header: readonly {
    readonly name: string;
    readonly rlp: string;
    readonly hash: string;
    readonly number: number;
    readonly timestamp: number;
  }[];
  readonly qbft: {
    readonly besuCodec: ExtraCase;
    readonly goQuorum: ExtraCase;
    readonly besuBlock: {
      readonly sealed: string;
      readonly unsealed: string;
      readonly digest: string;
      readonly number: number;
      readonly timestamp: number;
      readonly stateRoot: string;
      readonly round: number;
      readonly validators: readonly string[];
    };
  };
};

/** Hex with or without 0x, as those who made the vectors wrote it. */
export const bytesOfHex = (text: string): Uint8Array => fromHex(text.replace(/^0x/, "").toLowerCase());

export const cosigned = read("cosignature") as {
  /** A checkpoint of somebody else's log with cosignatures of somebody else's witnesses, all at `time`. */
  readonly checkpoint: {
    readonly note: string;
    readonly log: string;
    readonly witnesses: readonly string[];
    readonly time: number;
  };
  /** add-checkpoint requests of another log, whose Ed25519 key is hex. */
  readonly requests: {
    readonly key: string;
    readonly bodies: readonly { readonly comment: string; readonly size: number; readonly body: string }[];
  };
};
