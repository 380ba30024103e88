import type { Dossier } from "../dossier.ts";
import { met, missing, type Outcome, unmet } from "../outcome.ts";

/** 有机转换 is not organic yet, unless a pack counts it. A certificate of one of these schemes, in force, over the product and every plot, that carries the batch or has room for it. */
export function certificate(
  { certificates, product, plots, grams, batch }: Dossier,
  schemes: readonly string[],
  conversion?: "counts",
): Outcome {
  const named = certificates.filter(({ scheme }) => schemes.includes(scheme));
  const converting = conversion ? [] : named.filter((one) => one.conversion);
  const carried = converting.find((one) => one.carried);
  if (carried) return unmet({ certificate: carried.certificate, state: "conversion" });
  const own = named.filter((one) => !converting.includes(one));
  const mend = { record: "certificate-issue", by: "certifier", facts: { product, batch, grams } } as const;
  const covering = own.filter(
    (one) => one.products.includes(product) && plots.every((plot) => one.plots.includes(plot)),
  );
  const [best] = covering.filter(({ state }) => state === "in-force");
  if (!best) {
    const lost = covering.find(({ carried, state }) => carried && state !== "none");
    return lost ? unmet({ certificate: lost.certificate, state: lost.state }) : missing({ product }, mend);
  }
  if (!best.carried && best.leftGrams < grams)
    return missing({ certificate: best.certificate, left: best.leftGrams, grams }, mend);
  return met({ certificate: best.certificate });
}
