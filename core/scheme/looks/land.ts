import { listed, met, missing, type Outcome, unmet } from "../outcome.ts";
import type { Field } from "./field.ts";

/** What was planted, and how densely; a plot without a planting record shows nothing. */
export function lookAtPlanting(fields: readonly Field[], wrong: (field: Field) => string | undefined): Outcome {
  const bare = fields.filter(({ planting }) => !planting).map(({ plot }) => plot);
  const found = fields.flatMap((field) => (field.planting ? (wrong(field) ?? []) : []));
  if (found.length > 0) return unmet({ found: listed(found) });
  if (bare.length > 0 || fields.length === 0)
    return missing({ plots: listed(bare) }, { record: "planting", by: "grower", facts: { plots: listed(bare) } });
  return met({ plots: fields.length });
}

export const variety = (fields: readonly Field[], oneOf: readonly string[]): Outcome =>
  lookAtPlanting(fields, ({ plot, planting }) => {
    const planted = planting?.["liangji:planting"].variety ?? "";
    return oneOf.includes(planted) ? undefined : `${plot}: ${planted}`;
  });

export const density = (fields: readonly Field[], below: number): Outcome =>
  lookAtPlanting(fields, ({ plot, planting }) => {
    const planted = planting?.["liangji:planting"].plantsPerMu ?? 0;
    return planted < below ? undefined : `${plot}: ${planted}`;
  });

export function towns(fields: readonly Field[], oneOf: readonly string[]): Outcome {
  const unsurveyed = fields.filter(({ survey }) => !survey).map(({ plot }) => plot);
  const outside = fields.flatMap(({ plot, survey }) =>
    survey && !oneOf.includes(survey.town.zh) ? [`${plot}: ${survey.town.zh}`] : [],
  );
  if (outside.length > 0) return unmet({ found: listed(outside) });
  if (unsurveyed.length > 0 || fields.length === 0)
    return missing(
      { plots: listed(unsurveyed) },
      { record: "survey", by: "operator", facts: { plots: listed(unsurveyed) } },
    );
  return met({ plots: fields.length });
}
