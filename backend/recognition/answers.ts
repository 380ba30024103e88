import * as z from "zod/mini";
import { idHash } from "#core/chain/questions.ts";
import { batchSeen } from "#core/recognition/batch-seen.ts";
import { type BatchSeen, type CertificateSeen, evaluate } from "#core/recognition/evaluate.ts";
import type { CertificateNow, Dossier } from "#core/scheme/dossier.ts";
import { names } from "#core/statement/fields.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { dossierOf } from "../schemes/dossier.ts";
import { listRecognitions } from "./list.ts";

const finding = z.object({ condition: z.string(), text: z.object({ zh: z.string(), en: z.string() }) });
export const recognitionAnswerView = z.object({
  recognition: z.string(),
  name: names,
  market: names,
  legalBasis: z.object({ zh: z.string(), en: z.string() }),
  certificate: z.optional(z.string()),
  eligible: z.boolean(),
  satisfied: z.array(finding),
  missing: z.array(finding),
  blocking: z.array(finding),
});

/** A batch against every recognition of its certificate's scheme; without a certificate, against all. */
export async function answersFor(
  context: Context,
  batch: string,
): Promise<readonly z.infer<typeof recognitionAnswerView>[]> {
  const dossier = await dossierOf(context, batch);
  const carried = dossier.certificates.find((one) => one.carried);
  const recognitions = await listRecognitions(context);
  const batchNow = await seen(context, dossier, carried ? dossier.grams : 0);
  const own = recognitions.filter(({ terms }) => !carried || terms.fromScheme === carried.scheme);
  return own.map(({ terms, state }) => {
    const chosen = carried ?? best(dossier, terms.fromScheme);
    const certificate = chosen && certificateSeen(context, chosen);
    const { recognition, ...answer } = evaluate(certificate, batchNow, { terms, state });
    const { name, market, legalBasis } = terms;
    return {
      ...{ recognition, name, market, legalBasis: legalBasis.title },
      ...(certificate && { certificate: certificate.certificate }),
      eligible: answer.eligible,
      satisfied: [...answer.satisfied],
      missing: [...answer.missing],
      blocking: [...answer.blocking],
    };
  });
}

const best = ({ certificates, product }: Dossier, scheme: string): CertificateNow | undefined => {
  const fitting = certificates.filter((one) => one.scheme === scheme && one.products.includes(product));
  return fitting.find(({ state }) => state === "in-force") ?? fitting[0];
};

function certificateSeen(
  { index, names: ids }: Context,
  { certificate, scheme, state, conversion, products, plots }: CertificateNow,
): CertificateSeen {
  const body = index.history.certificates.get(idHash(sha256, certificate))?.body ?? "";
  return { certificate, body: ids.of(body), scheme, state, conversion, products, plots };
}

async function seen({ ledger }: Context, dossier: Dossier, certifiedGrams: number): Promise<BatchSeen> {
  const goods = (await ledger.find("products", dossier.product))?.statement.goods;
  const attestations = (await ledger.list("attestations")).filter(({ statement }) => statement.batch === dossier.batch);
  return batchSeen({ ...dossier, goods, certifiedGrams, attestations });
}
