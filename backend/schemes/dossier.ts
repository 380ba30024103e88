import { idHash } from "#core/chain/questions.ts";
import { Refusal } from "#core/refusal.ts";
import { teaLimits } from "#core/rules/limit-tables.ts";
import type { CertificateNow, Dossier } from "#core/scheme/dossier.ts";
import type { HistoryCertificate } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { linesOfBatches } from "../evidence/lines.ts";
import { upstreamBatches } from "../evidence/upstream.ts";
import { certificateStateAt } from "../read/certificate-state.ts";

/** Gathers what log and chain know about one batch. */
export async function dossierOf(context: Context, batch: string): Promise<Dossier> {
  const { index, names } = context;
  const hash = idHash(sha256, batch);
  const on = index.history.batches.get(hash);
  if (!on) throw new Refusal("batch-unknown", { batch });
  const flows = upstreamBatches(context, hash).map((one) => ({
    ...one,
    grams: index.history.batches.get(idHash(sha256, one.batch))?.mass ?? 0,
  }));
  const batches = flows.map((one) => one.batch);
  const lines = await linesOfBatches(context, batches);
  const plots = [...new Set(batches.flatMap((one) => plotsOf(context, one)))];
  return {
    batch,
    product: names.of(on.product),
    grams: on.mass,
    batches,
    flows,
    plots,
    recorded: [
      ...(await surveysOf(context, plots)),
      ...lines
        .toSorted((a, b) => a.index - b.index)
        .map(({ index: at, entry: { actor, statement } }) => ({ index: at, actor, statement })),
    ],
    certificates: await Promise.all(
      [...index.history.certificates].map(([id, one]) => standingOf(context, id, one, on)),
    ),
    limits: teaLimits,
  };
}

const plotsOf = ({ index, names }: Context, batch: string): readonly string[] =>
  Object.keys(index.history.batches.get(idHash(sha256, batch))?.plots ?? {}).map((plot) => names.of(plot));

const surveysOf = async ({ ledger }: Context, plots: readonly string[]): Promise<Dossier["recorded"]> =>
  (await Promise.all(plots.map((plot) => ledger.find("plots", plot)))).filter((line) => line !== undefined);

async function standingOf(
  { ledger, names, now }: Context,
  id: string,
  one: HistoryCertificate,
  batch: { readonly product: string; readonly certificate: string },
): Promise<CertificateNow> {
  const certificate = names.of(id);
  const document = (await ledger.find("certificates", certificate))?.statement;
  return {
    certificate,
    conversion: document?.conversion === true,
    scheme: names.of(one.scheme),
    state: certificateStateAt(one, now()),
    products: Object.keys(one.volumes).map(names.of),
    plots: one.plots.map(names.of),
    leftGrams: (one.volumes[batch.product] ?? 0) - (one.used[batch.product] ?? 0),
    carried: batch.certificate === id,
  };
}
