import type { Dossier } from "../scheme/dossier.ts";
import { fieldsOf } from "../scheme/looks/field.ts";
import type { BatchSeen } from "./evaluate.ts";

type Known = Pick<Dossier, "batch" | "product" | "grams" | "batches" | "plots" | "recorded"> &
  Pick<BatchSeen, "certifiedGrams" | "attestations"> & { readonly goods: BatchSeen["goods"] | undefined };

/** A batch as recognitions look at it; without a planting on every plot nothing is known of what was applied. */
export function batchSeen(known: Known): BatchSeen {
  const { batch, product, grams, plots, certifiedGrams, attestations, goods } = known;
  const fields = fieldsOf(known);
  const recorded = fields.length > 0 && fields.every(({ planting }) => planting);
  const applied = fields.flatMap(({ applications }) =>
    applications.flatMap((one) => one["liangji:application"].activeIngredients),
  );
  return {
    ...{ batch, product, grams, plots, certifiedGrams, attestations },
    ...(goods && { goods }),
    ...(recorded && { applied }),
  };
}
