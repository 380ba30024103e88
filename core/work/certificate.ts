import { chainId32 } from "../act/id.ts";
import { certificateStates } from "../act/states.ts";
import { hex } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import type { Hash } from "../crypto.ts";
import type { CertificateDocument } from "../statement/certificate.ts";
import type { CertificateRequest } from "../statement/certificate-request.ts";
import { utcSeconds } from "../statement/clock.ts";
import type { TestReport } from "../statement/report.ts";
import type { TestReportWithdrawn } from "../statement/report-withdrawn.ts";
import { act, entry, type Step } from "./task.ts";

export const report = (r: Omit<TestReport, "type">): readonly Step[] => [
  entry({ type: "liangji:TestReport", ...r }, `batch/${r.batch}`),
];

/** In no series: the batch may be closed when its report is taken back. */
export const withdrawReport = (w: Omit<TestReportWithdrawn, "type">): readonly Step[] => [
  entry({ type: "liangji:TestReportWithdrawn", ...w }),
];

/** A certificate: its words in the log, its force on the chain, bound by the document's hash. Dates are days in China. */
export function issue(sha256: Hash, words: Omit<CertificateDocument, "type">): readonly Step[] {
  const { document, documentHash } = documentOf(sha256, words);
  const id = (text: string) => chainId32(sha256, text);
  return [
    entry(document),
    act("Issue", {
      certificate: id(words.certificate),
      holder: id(words.holder),
      scheme: id(words.scheme),
      products: words.products.map(({ product }) => id(product)),
      volumes: words.products.map(({ volumeGrams }) => volumeGrams),
      plots: words.plots.map(id),
      validFrom: utcSeconds(`${words.validFrom}T00:00:00+08:00`),
      validTo: endOfDay(words.validTo),
      documentHash,
    }),
  ];
}

/** Renews under the same number: the document anew, with the whole new scope; volumes are counted from 0. */
export function renew(sha256: Hash, words: Omit<CertificateDocument, "type">, reason: string): readonly Step[] {
  const { document, documentHash } = documentOf(sha256, words);
  const id = (text: string) => chainId32(sha256, text);
  return [
    entry(document),
    act("Renew", {
      certificate: id(words.certificate),
      products: words.products.map(({ product }) => id(product)),
      volumes: words.products.map(({ volumeGrams }) => volumeGrams),
      plots: words.plots.map(id),
      validTo: endOfDay(words.validTo),
      documentHash,
      reason,
    }),
  ];
}

/** Reduces the scope from `before` to `words`: what is no longer named there is taken out, lower volumes are lowered. */
export function reduceScope(
  sha256: Hash,
  before: CertificateDocument,
  words: Omit<CertificateDocument, "type">,
  reason: string,
): readonly Step[] {
  const { document, documentHash } = documentOf(sha256, words);
  const left = new Map(words.products.map(({ product, volumeGrams }) => [product, volumeGrams]));
  const lowered = before.products.filter(({ product, volumeGrams }) => (left.get(product) ?? 0) < volumeGrams);
  return [
    entry(document),
    act("ReduceScope", {
      certificate: chainId32(sha256, words.certificate),
      products: lowered.map(({ product }) => chainId32(sha256, product)),
      volumes: lowered.map(({ product }) => left.get(product) ?? 0),
      plots: before.plots.filter((plot) => !words.plots.includes(plot)).map((plot) => chainId32(sha256, plot)),
      documentHash,
      reason,
    }),
  ];
}

/** An application: its words in the log. */
export const requestCertificate = (words: Omit<CertificateRequest, "type">): readonly Step[] => [
  entry({ type: "liangji:CertificateRequest", ...words }),
];

const endOfDay = (day: string): number => utcSeconds(`${day}T23:59:59+08:00`);

function documentOf(
  sha256: Hash,
  words: Omit<CertificateDocument, "type">,
): { readonly document: CertificateDocument; readonly documentHash: string } {
  const document: CertificateDocument = { type: "liangji:CertificateDocument", ...words };
  return { document, documentHash: `0x${hex(sha256(canonical(document)))}` };
}

export const setStatus = (
  sha256: Hash,
  s: { certificate: string; state: "in-force" | "suspended" | "withdrawn" | "cancelled"; reason: string },
): readonly Step[] => [
  act("SetStatus", {
    certificate: chainId32(sha256, s.certificate),
    status: certificateStates.indexOf(s.state),
    reason: s.reason,
  }),
];
