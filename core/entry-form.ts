import * as z from "zod/mini";
import { event } from "./statement/event.ts";
import { id, keyId, signature } from "./statement/fields.ts";
import { record } from "./statement/record.ts";
import { seriesLink } from "./statement/series.ts";

/** The form of an entry, whole; a reader in a hurry has core/evidence/judged.ts. */
export const statement = z.union([record, event]);

export const unsignedEntry = z.strictObject({
  statement,
  actor: id,
  key: keyId,
  series: z.array(seriesLink).check(z.maxLength(16)),
});

export const entry = z.extend(unsignedEntry, { signature });
