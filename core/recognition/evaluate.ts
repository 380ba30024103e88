import type { ConditionAttested, Goods, RecognitionTerms } from "../statement/recognition.ts";
import { type Finding, findings } from "./findings.ts";

export const recognitionStates = ["none", "in-force", "suspended", "ended", "expired"] as const;
export type RecognitionState = (typeof recognitionStates)[number];

/** Terms as recorded, and how they stand on the chain now. */
export type Recognition = { readonly terms: RecognitionTerms; readonly state: RecognitionState };
/** A certificate as the contract has it now; ids, not hashes. */
export type CertificateSeen = {
  readonly certificate: string;
  /** Who issued it: only this body's attestations count. */
  readonly body: string;
  readonly scheme: string;
  readonly state: "none" | "in-force" | "suspended" | "withdrawn" | "cancelled" | "expired";
  readonly conversion: boolean;
  readonly products: readonly string[];
  readonly plots: readonly string[];
};
/** One batch, with what the log has of its plots. */
export type BatchSeen = {
  readonly batch: string;
  readonly product: string;
  /** Absent: nobody has said what class of goods it is. */
  readonly goods?: Goods;
  readonly grams: number;
  /** Grams of it that carry the certificate. */
  readonly certifiedGrams: number;
  readonly plots: readonly string[];
  /** Active ingredients applied since the harvest before, on all plots; absent: a plot has no history. */
  readonly applied?: readonly string[];
  readonly attestations: readonly { readonly actor: string; readonly statement: ConditionAttested }[];
};

export type RecognitionAnswer = {
  readonly recognition: string;
  /** Every condition is satisfied. */
  readonly eligible: boolean;
  readonly satisfied: readonly Finding[];
  /** Not shown yet: a record would satisfy it. */
  readonly missing: readonly Finding[];
  /** Shown to be otherwise: no further record about this batch makes it true. */
  readonly blocking: readonly Finding[];
};

type Verdict = "satisfied" | "missing" | "blocking";

/** One batch under one certificate, against the terms on which another scheme takes it. Pure: nothing is fetched, and nothing follows from it but words. */
export function evaluate(
  certificate: CertificateSeen | undefined,
  batch: BatchSeen,
  { terms, state }: Recognition,
): RecognitionAnswer {
  const found: Readonly<Record<Verdict, Finding[]>> = { satisfied: [], missing: [], blocking: [] };
  const say = (verdict: Verdict, finding: Finding): void => void found[verdict].push(finding);

  say(
    state === "in-force" ? "satisfied" : state === "none" ? "missing" : "blocking",
    findings.recognition(terms.name, state),
  );
  if (!certificate || certificate.scheme !== terms.fromScheme) say("missing", findings.certificate(terms.fromScheme));
  else sayCertificate(certificate, batch, terms, say);
  sayGoods(batch, terms, say);
  for (const condition of terms.conditions) {
    if (condition.goods && batch.goods !== undefined && !condition.goods.includes(batch.goods)) continue;
    const verdict = judge(condition.ask, condition.id, certificate, batch, terms.recognition);
    say(verdict, { condition: condition.id, text: condition.text });
  }
  const { satisfied, missing, blocking } = found;
  const eligible = missing.length === 0 && blocking.length === 0;
  return { recognition: terms.recognition, eligible, satisfied, missing, blocking };
}

type Say = (verdict: Verdict, finding: Finding) => void;

function sayCertificate(certificate: CertificateSeen, batch: BatchSeen, terms: RecognitionTerms, say: Say): void {
  const { state } = certificate;
  say(
    state === "in-force" ? "satisfied" : state === "none" ? "missing" : "blocking",
    findings.state(certificate.certificate, state),
  );
  if (terms.excludesConversion) say(certificate.conversion ? "blocking" : "satisfied", findings.conversion());
  const covers =
    certificate.products.includes(batch.product) && batch.plots.every((plot) => certificate.plots.includes(plot));
  say(covers && batch.plots.length > 0 ? "satisfied" : "blocking", findings.scope(certificate.certificate));
  const least = terms.goods.minCertifiedPercent;
  if (least !== undefined)
    say(batch.certifiedGrams * 100 >= batch.grams * least ? "satisfied" : "missing", findings.share(least));
}

function sayGoods({ goods }: BatchSeen, { goods: { exclude } }: RecognitionTerms, say: Say): void {
  if (exclude.length === 0) return;
  say(goods === undefined ? "missing" : exclude.includes(goods) ? "blocking" : "satisfied", findings.goods(exclude));
}

function judge(
  ask: RecognitionTerms["conditions"][number]["ask"],
  condition: string,
  certificate: CertificateSeen | undefined,
  { batch, applied, attestations }: BatchSeen,
  recognition: string,
): Verdict {
  if (ask.look === "not-applied") {
    if (applied?.some((active) => ask.actives.includes(active))) return "blocking";
    return applied ? "satisfied" : "missing";
  }
  const said = attestations.findLast(
    ({ actor, statement: s }) =>
      actor === certificate?.body && s.recognition === recognition && s.condition === condition && s.batch === batch,
  )?.statement;
  if (!said) return "missing";
  if (!said.met) return "blocking";
  return ask.language === undefined || said.document?.language === ask.language ? "satisfied" : "missing";
}
