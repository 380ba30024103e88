import type * as z from "zod/mini";
import { chainId32 } from "../act/id.ts";
import { hex } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import { root } from "../log/tree.ts";
import type { IncomingProof } from "../statement/incoming-proof.ts";
import type { teaStep } from "../statement/transforming.ts";
import { batchUri } from "../statement/uri.ts";
import { act, entry, eventTimes, type Step } from "./task.ts";

type Site = { readonly site: string; readonly time: string };
type Flow = {
  readonly source: string;
  readonly sourceProduct: string;
  readonly gramsIn: number;
  readonly batch: string;
  readonly product: string;
  readonly gramsOut: number;
  readonly season: number;
};
const siteUri = (domain: string, site: string) => ({ id: `https://${domain}/site/${site}` });

/** The second signature under a hand-over, on the chain: as much as was weighed, and what is missing is lost. */
export const acceptBatch = (sha256: Hash, a: { batch: string; grams: number }): readonly Step[] => [
  act("AcceptBatch", { batch: chainId32(sha256, a.batch), grams: a.grams }),
];
export const rejectBatch = (sha256: Hash, r: { batch: string; reason: string }): readonly Step[] => [
  act("RejectBatch", { batch: chainId32(sha256, r.batch), reason: r.reason }),
];
/** Offers a closed batch to somebody else than at its closing, or back to where it came from. */
export const offerBatch = (sha256: Hash, o: { batch: string; nextHolder: string }): readonly Step[] => [
  act("OfferBatch", { batch: chainId32(sha256, o.batch), nextHolder: chainId32(sha256, o.nextHolder) }),
];
/** Grams that are gone: 1 lost, 2 disposed of. */
export const writeOff = (
  sha256: Hash,
  w: { batch: string; cause: 1 | 2; grams: number; reason: string },
): readonly Step[] => [
  act("WriteOff", { batch: chainId32(sha256, w.batch), cause: w.cause, grams: w.grams, reason: w.reason }),
];

/** Takes over a batch of leaf: said in the series of the batch it will become. */
export const receive = (
  domain: string,
  r: Site & {
    source: string;
    sourceProduct: string;
    grams: number;
    into: string;
    baskets?: number;
    proof?: IncomingProof;
  },
): readonly Step[] => [
  entry(
    {
      type: "ObjectEvent",
      ...eventTimes(r.time),
      epcList: [],
      quantityList: [{ epcClass: batchUri(domain, r.sourceProduct, r.source), quantity: r.grams, uom: "GRM" }],
      action: "OBSERVE",
      bizStep: "receiving",
      disposition: "in_progress",
      readPoint: siteUri(domain, r.site),
      ...(r.proof && { "liangji:incoming": r.proof }),
      ...(r.baskets && { "liangji:baskets": r.baskets }),
    },
    `batch/${r.into}`,
  ),
];

/** Opens the batch that a flow fills. */
export const openBatch = (sha256: Hash, b: { batch: string; product: string; season: number }): readonly Step[] => [
  act("OpenBatch", { batch: chainId32(sha256, b.batch), product: chainId32(sha256, b.product), season: b.season }),
];

/** Makes one product into another: the mass on the chain, the steps in the log. */
export const process = (
  sha256: Hash,
  domain: string,
  p: Site & Flow & { steps: readonly { step: z.infer<typeof teaStep>; startedAt: string; endedAt: string }[] },
): readonly Step[] => [
  draw(sha256, p, undefined),
  entry({ ...transformation(domain, p), bizStep: "commissioning", "liangji:steps": [...p.steps] }, `batch/${p.batch}`),
];

/** Packs under a certificate (or none): the certified draw debits it. */
export const pack = (
  sha256: Hash,
  domain: string,
  p: Site & Flow & { certificate?: string; count: number; unitGrams: number; bestBefore: string },
): readonly Step[] => [
  draw(sha256, p, p.certificate),
  entry(
    {
      ...transformation(domain, p),
      bizStep: "packing",
      "liangji:packs": { count: p.count, unitGrams: p.unitGrams, bestBefore: p.bestBefore },
    },
    `batch/${p.batch}`,
  ),
];

const draw = (sha256: Hash, flow: Flow, certificate: string | undefined): Step =>
  act("DrawBatch", {
    source: chainId32(sha256, flow.source),
    batch: chainId32(sha256, flow.batch),
    gramsIn: flow.gramsIn,
    gramsOut: flow.gramsOut,
    certificate: certificate ? chainId32(sha256, certificate) : `0x${"0".repeat(64)}`,
  });

const transformation = (domain: string, p: Site & Flow) => ({
  type: "TransformationEvent" as const,
  ...eventTimes(p.time),
  inputQuantityList: [
    { epcClass: batchUri(domain, p.sourceProduct, p.source), quantity: p.gramsIn, uom: "GRM" as const },
  ],
  outputQuantityList: [
    { epcClass: batchUri(domain, p.product, p.batch), quantity: p.gramsOut, uom: "GRM" as const },
  ] as [{ epcClass: string; quantity: number; uom: "GRM" }],
  disposition: "active" as const,
  readPoint: siteUri(domain, p.site),
});

/** Closes a batch over the leaf hashes of its series, in order, and says who may draw from it next. */
export const closeBatch = (
  sha256: Hash,
  c: { batch: string; leafHashes: readonly Uint8Array[]; nextHolder: string },
): readonly Step[] => [
  act("CloseBatch", {
    batch: chainId32(sha256, c.batch),
    provenanceRoot: `0x${hex(root(sha256, c.leafHashes))}`,
    entryCount: c.leafHashes.length,
    nextHolder: chainId32(sha256, c.nextHolder),
  }),
];

/** Calls a batch, and with it all that flowed from it, back. */
export const recall = (sha256: Hash, r: { batch: string; reason: string }): readonly Step[] => [
  act("Recall", { batch: chainId32(sha256, r.batch), reason: r.reason }),
];
