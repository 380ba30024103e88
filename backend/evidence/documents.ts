import { idHash } from "#core/chain/questions.ts";
import { NONE } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";

/** Lines of the documents behind these batches: product, surveys of the plots drawn on, certificates drawn on, claims about the product, commitment certificates in force, the newest scene of each plot. */
export async function documentIndexes(
  { index, ledger, key, names }: Context,
  product: string,
  batches: readonly string[],
): Promise<readonly number[]> {
  const { history } = index;
  const own = batches.flatMap((batch) => history.batches.get(idHash(sha256, batch)) ?? []);
  const certificates = new Set(own.map(({ certificate }) => certificate).filter((hash) => hash !== NONE));
  const hashes = [
    ...own.flatMap(({ plots, season }) =>
      Object.keys(plots).map((plot) => history.capacities.get(`${plot}/${season}`)?.surveyHash),
    ),
    ...[...certificates].map((hash) => history.certificates.get(hash)?.documentHash),
  ];
  const defined = await ledger.find("products", product);
  // What is not anchored yet would leave the whole label unsettled; a picture can wait.
  const anchored = index.history.anchors.get(key.id)?.at(-1)?.size ?? 0;
  const plots = new Set(own.flatMap((batch) => Object.keys(batch.plots)));
  const scenes = await Promise.all([...plots].map((plot) => ledger.scenes(names.of(plot))));
  const promised = await Promise.all(batches.map((batch) => ledger.find("promises", batch)));
  const commitments = await Promise.all(
    promised.flatMap((row) => Object.keys(row?.issued ?? {}).map((one) => ledger.find("commitments", one))),
  );
  const known = hashes.filter((hash) => hash !== undefined);
  const documents = await Promise.all(known.map((hash) => ledger.find("documents", hash)));
  return [
    ...new Set([
      ...(defined ? [defined.index] : []),
      ...documents.filter((at) => at !== undefined),
      ...(await ledger.claims(product)),
      ...commitments.flatMap((one) => (one && one.index < anchored ? [one.index] : [])),
      ...scenes.flatMap((indexes) => indexes.filter((at) => at < anchored).slice(-1)),
    ]),
  ];
}
