import * as z from "zod/mini";
import { parse } from "../evidence/form.ts";
import { actorAdmitted } from "../statement/admission.ts";
import { aggregating } from "../statement/aggregating.ts";
import { id, keyId, signature, time } from "../statement/fields.ts";
import { seriesLink } from "../statement/series.ts";

const count = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
const hash = z.string().check(z.regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/));
const entry = z.strictObject({
  statement: z.union([actorAdmitted, aggregating]),
  actor: id,
  key: keyId,
  series: z.array(seriesLink).check(z.maxLength(16)),
  signature,
});

/** The record of one box or pallet (docs/spec/unit.md): all that was ever packed and unpacked under its code, and who says so. */
export const unitEvidence = z.strictObject({
  format: z.literal("liangji-unit/v1"),
  log: z.strictObject({
    origin: z.string().check(z.minLength(1), z.maxLength(200)),
    checkpoint: z.string().check(z.maxLength(16_384)),
  }),
  entries: z
    .array(z.strictObject({ index: count, recordedAt: time, entry, proof: z.array(hash).check(z.maxLength(63)) }))
    .check(z.minLength(1), z.maxLength(128)),
});
export type UnitEvidence = z.infer<typeof unitEvidence>;

export const parseUnitEvidence = (json: unknown): UnitEvidence => parse(unitEvidence, json, "unit-evidence-malformed");
