import type { AnchoredHead } from "../anchor/head.ts";

/** Everything the verdict needs from the chain, read at one block and already agreed between nodes. All hashes lower-case hex without 0x; times are seconds. */
export type ChainView = {
  readonly driver: "rpc-agreement";
  readonly nodes: { readonly asked: number; readonly agreed: number };
  readonly block: { readonly number: number; readonly hash: string; readonly time: number };
  readonly head: AnchoredHead;
  /** HeadAnchored events whose index the bundle names. */
  readonly anchors: readonly {
    readonly index: number;
    readonly size: number;
    readonly root: string;
    readonly time: number;
  }[];
  readonly mint: {
    readonly batch: string;
    readonly count: number;
    readonly unitGrams: number;
    readonly mintedAt: number;
    /** Of the codes under the scratch layers; zeros without. */
    readonly hiddenRoot: string;
  };
  readonly label: { readonly state: LabelState; readonly since: number; readonly reasonHash: string };
  /** By batch id. */
  readonly batches: Readonly<Record<string, ChainBatch>>;
  /** By certificate id; only those that the label's batches name. */
  readonly certificates: Readonly<Record<string, ChainCertificate>>;
  /** By `actor@seconds`: the key that was valid when the entry was recorded, and its roles as bits. */
  readonly keys: Readonly<Record<string, { readonly key: string; readonly roles: number }>>;
  /** By `plot/season`. */
  readonly capacities: Readonly<
    Record<
      string,
      { readonly grams: number; readonly used: number; readonly surveyHash: string; readonly holder: string }
    >
  >;
  /** By `from>to` product. */
  readonly conversions: Readonly<Record<string, { readonly numerator: number; readonly denominator: number }>>;
};

export type LabelState = "none" | "printed" | "active" | "void";
export type CertificateState = "none" | "in-force" | "suspended" | "withdrawn" | "cancelled" | "expired";

export type ChainBatch = {
  readonly product: string;
  readonly holder: string;
  readonly season: number;
  readonly state: "none" | "open" | "closed";
  readonly provenanceRoot: string;
  readonly entryCount: number;
  readonly certificate: string;
  readonly recalledAt: number;
  readonly recallReasonHash: string;
  readonly sources: readonly { readonly id: string; readonly gramsIn: number; readonly gramsOut: number }[];
  readonly plots: readonly { readonly id: string; readonly grams: number }[];
};

export type ChainCertificate = {
  readonly body: string;
  readonly holder: string;
  readonly scheme: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly documentHash: string;
  readonly atPacking: CertificateStatus;
  readonly now: CertificateStatus;
  /** By product id of the document. */
  readonly volumes: Readonly<Record<string, { readonly grams: number; readonly used: number }>>;
};

export type CertificateStatus = {
  readonly state: CertificateState;
  readonly since: number;
  readonly reasonHash: string;
};
