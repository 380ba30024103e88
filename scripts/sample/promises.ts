import { promise } from "#core/work/commitment.ts";
import type { Step } from "#core/work/task.ts";
import { plots } from "./garden.ts";

/** 示例数据: the promise that goes with leaf of the sample garden, in the garden's own name. */
export const leafPromise = (leaf: string, grams: number, occurredAt: string): readonly Step[] =>
  promise({
    occurredAt,
    certificate: leafCertificate(leaf),
    role: "producer",
    issuerKind: "coop",
    issuerName: "示例茶场一",
    contact: "示例 0898-0000-0000",
    batch: leaf,
    product: "fresh-leaf",
    productName: "茶鲜叶",
    grams,
    origin: "海南省白沙黎族自治县元门乡、细水乡",
    plots: plots.map(({ plot }) => plot),
    basis: ["QC"],
    parents: [],
  });
export const leafCertificate = (leaf: string): string => `hgz-469025-${leaf}`;
