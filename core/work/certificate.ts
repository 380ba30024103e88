import { chainId32 } from "../act/id.ts";
import { certificateStates } from "../act/states.ts";
import { hex } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import type { Hash } from "../crypto.ts";
import type { CertificateDocument } from "../statement/certificate.ts";
import { utcSeconds } from "../statement/clock.ts";
import type { TestReport } from "../statement/report.ts";
import { act, entry, type Step } from "./task.ts";

export const report = (r: Omit<TestReport, "type">): readonly Step[] => [
  entry({ type: "liangji:TestReport", ...r }, `batch/${r.batch}`),
];

/** A certificate: its words in the log, its force on the chain, bound by the document's hash. Dates are days in China. */
export function issue(sha256: Hash, words: Omit<CertificateDocument, "type">): readonly Step[] {
  const document: CertificateDocument = { type: "liangji:CertificateDocument", ...words };
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
      validTo: utcSeconds(`${words.validTo}T23:59:59+08:00`),
      documentHash: `0x${hex(sha256(canonical(document)))}`,
    }),
  ];
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
