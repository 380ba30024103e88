import { hex, utf8 } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import { idHash } from "../chain/questions.ts";
import type { Hash } from "../crypto.ts";
import type { Facts } from "../refusal.ts";
import { utcSeconds } from "../statement/clock.ts";
import type { Bundle } from "./bundle.ts";
import type { CertificateStatus, ChainView } from "./chain-view.ts";
import { addState } from "./freshness.ts";
import type { Checks } from "./ledger.ts";
import type { CertificateJudgement } from "./verdict.ts";

const NONE = "0".repeat(64);

/** The words of certificates and surveys are those whose hash the contracts hold; the certificate that the batch draws on and the plots it grew on are among them. */
export function checkDocuments(bundle: Bundle, view: ChainView, sha256: Hash, checks: Checks): void {
  const used = view.batches[bundle.label.batch]?.certificate ?? NONE;
  const held = Object.keys(view.certificates).some((certificate) => idHash(sha256, certificate) === used);
  if (used !== NONE && !held)
    checks.add("certificate-document", "failed", "document-differs", { batch: bundle.label.batch });
  checkSurveyed(bundle, view, sha256, checks);
  for (const { index, entry } of bundle.entries) {
    const { statement } = entry;
    const hash = () => hex(sha256(canonical(statement)));
    if (statement.type === "liangji:CertificateDocument") {
      const on = view.certificates[statement.certificate];
      const same = on !== undefined && on.documentHash === hash() && on.body === idHash(sha256, entry.actor);
      checks.add("certificate-document", same ? "passed" : "failed", same ? undefined : "document-differs", {
        n: index + 1,
      });
    }
    if (statement.type === "liangji:PlotSurveyed") {
      const on = view.capacities[`${statement.plot}/${statement.season}`];
      const same = on !== undefined && on.surveyHash === hash() && on.grams === statement.capacityGrams;
      checks.add("survey-hash", same ? "passed" : "failed", same ? undefined : "document-differs", { n: index + 1 });
    }
  }
}

/** No survey is left out: each plot that leaf was drawn from has one, of the season. */
function checkSurveyed(bundle: Bundle, view: ChainView, sha256: Hash, checks: Checks): void {
  const surveyed = new Set(
    bundle.entries.flatMap(({ entry: { statement } }) =>
      statement.type === "liangji:PlotSurveyed" ? [`${idHash(sha256, statement.plot)}/${statement.season}`] : [],
    ),
  );
  for (const { batch } of bundle.batches) {
    const { plots = [], season } = view.batches[batch] ?? {};
    if (plots.some(({ id, grams }) => grams > 0 && !surveyed.has(`${id}/${season}`)))
      checks.add("survey-hash", "failed", "document-differs", { batch });
  }
}

/** Each certificate that the label's batch draws on: its state when packed and now, and of when "now" is. */
export function judgeCertificates(
  bundle: Bundle,
  view: ChainView | undefined,
  stopped: Facts | undefined,
  sha256: Hash,
  checks: Checks,
): readonly CertificateJudgement[] {
  const used = view?.batches[bundle.label.batch]?.certificate;
  return bundle.entries.flatMap(({ entry: { statement } }): CertificateJudgement[] => {
    if (statement.type !== "liangji:CertificateDocument") return [];
    const { certificate } = statement;
    const on = view?.certificates[certificate];
    if (!view || !on)
      return [
        {
          certificate,
          atPacking: { state: "unknown", at: bundle.label.mint.mintedAt },
          now: { state: "unknown", at: utcSeconds(bundle.savedAt), since: 0, reason: "" },
        },
      ];
    if (used !== idHash(sha256, certificate)) return [];
    const { state } = on.now;
    addState(checks, "certificate-state", state !== "in-force", undefined, stopped, { certificate, state });
    return [
      {
        certificate,
        atPacking: { state: on.atPacking.state, at: view.mint.mintedAt },
        now: {
          state: stopped && state === "in-force" ? "unknown" : state,
          at: view.block.time,
          since: on.now.since,
          reason: reasonOf(bundle, on.now, sha256),
        },
      },
    ];
  });
}

/** A reason's text is shown only when its hash is the one on the chain. */
export function reasonOf(bundle: Bundle, { reasonHash }: Pick<CertificateStatus, "reasonHash">, sha256: Hash): string {
  const text = bundle.reasons[reasonHash];
  return text !== undefined && hex(sha256(utf8(text))) === reasonHash ? text : "";
}
