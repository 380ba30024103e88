import { hex } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import { idHash } from "../chain/questions.ts";
import type { Crypto } from "../crypto.ts";
import type { Bundle } from "../evidence/bundle.ts";
import type { ChainView } from "../evidence/chain-view.ts";
import { checkEntries, checkKeys } from "../evidence/check-entries.ts";
import { collectChecks } from "../evidence/ledger.ts";
import type { Policy } from "../evidence/policy.ts";
import { type Signer, signersOf } from "../evidence/signers.ts";
import { headIn } from "../evidence/verify-line.ts";
import { certificationRoles } from "../statement/certification.ts";
import type { Role } from "../statement/fields.ts";
import type { ConditionAttested, RecognitionTerms } from "../statement/recognition.ts";
import { batchSeen } from "./batch-seen.ts";
import { type BatchSeen, type CertificateSeen, evaluate, type RecognitionAnswer } from "./evaluate.ts";
import type { RecognitionEvidence } from "./evidence.ts";
import type { RecognitionsOnChain } from "./questions.ts";

/** A label's evidence whose record holds, whole, and what the chain said to it. */
export type Label = { readonly bundle: Bundle; readonly policy: Policy; readonly view: ChainView };
export type Proven = RecognitionAnswer & { readonly terms: RecognitionTerms };
export type Wrong =
  | "other-batch"
  | "other-log"
  | "signature-wrong"
  | "not-in-log"
  | "role-not-held"
  | "key-not-valid-then";

/**
 * The reader's own answer, where the label's record holds: every entry signed, in the same page of the log as the label's evidence, by a key that the
 * chain knew; terms and their standing as the chain holds them; then `evaluate`. Of what is wrong the first is named, and nothing is answered.
 */
export async function verifyRecognitions(
  label: Label,
  evidence: RecognitionEvidence,
  chain: RecognitionsOnChain,
  crypto: Crypto,
): Promise<{ readonly answers: readonly Proven[] } | { readonly wrong: Wrong }> {
  const { bundle, policy } = label;
  const head = headIn(bundle);
  if (head.size !== evidence.size) return { wrong: "other-log" };
  if (evidence.batch !== bundle.label.batch) return { wrong: "other-batch" };
  const own: Bundle = { ...bundle, entries: evidence.entries as unknown as Bundle["entries"] };
  const signers = signersOf({ ...bundle, entries: [...bundle.entries, ...own.entries] }, policy, crypto.sha256);
  const checks = collectChecks();
  await checkEntries(own, signers, head, crypto, checks);
  checkKeys(own, signers, chain.keys, checks);
  // Of a case's records it does not know who may make them.
  const failed = checks.list().find(({ name, status }) => status === "failed" && name !== "entry-role");
  if (failed) return { wrong: failed.code as Wrong };
  if (!evidence.entries.every((one) => mayHaveSaid(one, signers))) return { wrong: "role-not-held" };
  return { answers: answersOf(label, evidence, chain, crypto) };
}

function mayHaveSaid(
  { entry: { statement, actor, key } }: RecognitionEvidence["entries"][number],
  signers: readonly Signer[],
): boolean {
  const may: readonly Role[] =
    statement.type === "liangji:ActorAdmitted" ? ["operator", "accreditor"] : certificationRoles[statement.type];
  const signer = signers.find((known) => known.actor === actor && known.key === key);
  return signer?.roles.some((role) => may.includes(role)) ?? false;
}

function answersOf(
  label: Label,
  { entries }: RecognitionEvidence,
  { recognitions }: RecognitionsOnChain,
  { sha256 }: Crypto,
): readonly Proven[] {
  const said = entries.map(({ entry: { statement, actor } }) => ({ statement, actor }));
  const attestations = said.filter(
    (one): one is { statement: ConditionAttested; actor: string } => one.statement.type === "liangji:ConditionAttested",
  );
  const certificate = certificateSeen(label, sha256);
  const batch = seenIn(label, certificate, attestations, sha256);
  return said.flatMap(({ statement: terms, actor }): Proven[] => {
    if (terms.type !== "liangji:RecognitionTerms" || terms.fromScheme !== certificate?.scheme) return [];
    const on = recognitions[terms.recognition];
    const same = on?.termsHash === hex(sha256(canonical(terms))) && on.accreditor === idHash(sha256, actor);
    return [{ ...evaluate(certificate, batch, { terms, state: same ? on.state : "none" }), terms }];
  });
}

/** The certificate that the batch carries: the words whose hash the contract holds, and how it stands there now. */
function certificateSeen({ bundle, view }: Label, sha256: Crypto["sha256"]): CertificateSeen | undefined {
  const used = view.batches[bundle.label.batch]?.certificate;
  return bundle.entries.flatMap(({ entry: { statement: s, actor } }): CertificateSeen[] => {
    const on = s.type === "liangji:CertificateDocument" ? view.certificates[s.certificate] : undefined;
    if (s.type !== "liangji:CertificateDocument" || !on || idHash(sha256, s.certificate) !== used) return [];
    if (on.documentHash !== hex(sha256(canonical(s)))) return [];
    const { certificate, scheme, plots } = s;
    const products = s.products.map(({ product }) => product);
    return [
      { certificate, body: actor, scheme, state: on.now.state, conversion: s.conversion === true, products, plots },
    ];
  })[0];
}

function seenIn(
  { bundle, view }: Label,
  certificate: CertificateSeen | undefined,
  attestations: BatchSeen["attestations"],
  sha256: Crypto["sha256"],
): BatchSeen {
  const { batch, product } = bundle.label;
  const drawn = new Set(Object.values(view.batches).flatMap(({ plots }) => plots.map(({ id }) => id)));
  const recorded = bundle.entries
    .toSorted((a, b) => a.index - b.index)
    .map(({ index, entry: { actor, statement } }) => ({ index, actor, statement }));
  const plots = recorded.flatMap(({ statement: s }) =>
    s.type === "liangji:PlotSurveyed" && drawn.has(idHash(sha256, s.plot)) ? [s.plot] : [],
  );
  const defined = recorded.findLast(({ statement: s }) => s.type === "liangji:ProductDefined" && s.product === product);
  const goods = defined?.statement.type === "liangji:ProductDefined" ? defined.statement.goods : undefined;
  const grams = (view.batches[batch]?.sources ?? []).reduce((sum, { gramsOut }) => sum + gramsOut, 0);
  return batchSeen({
    ...{ batch, product, grams, goods, attestations, recorded },
    plots: [...new Set(plots)],
    certifiedGrams: certificate ? grams : 0,
    batches: bundle.batches.map((one) => one.batch),
  });
}
