import { readFileSync } from "node:fs";

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
