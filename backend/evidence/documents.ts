import { idHash } from "#core/chain/questions.ts";
import { find } from "#core/ledger/shelf.ts";
import { NONE } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";

/** Lines of the documents behind these batches: product, surveys of the plots drawn on, certificates drawn on, claims about the product. */
export function documentIndexes(
  { index, sequencer }: Context,
  product: string,
  batches: readonly string[],
): readonly number[] {
  const { history } = index;
  const { ledger } = sequencer;
  const own = batches.flatMap((batch) => history.batches.get(idHash(sha256, batch)) ?? []);
  const certificates = new Set(own.map(({ certificate }) => certificate).filter((hash) => hash !== NONE));
  const hashes = [
    ...own.flatMap(({ plots, season }) =>
      Object.keys(plots).map((plot) => history.capacities.get(`${plot}/${season}`)?.surveyHash),
    ),
    ...[...certificates].map((hash) => history.certificates.get(hash)?.documentHash),
  ];
  const defined = find(ledger.products, product);
  return [
    ...new Set([
      ...(defined ? [defined.index] : []),
      ...hashes.flatMap((hash) => (hash === undefined ? [] : (find(ledger.documents, hash) ?? []))),
      ...(find(ledger.claims, product) ?? []).map((claim) => claim.index),
    ]),
  ];
}
