import * as z from "zod/mini";
import { sha256Hex } from "../statement/fields.ts";

/** A scan of some pages; other than a picture it cannot be made smaller on a phone. */
export const MOST_PDF_BYTES = 8 * 1024 * 1024;
/** A document as it is stored; records name it by its SHA-256 alone. */
export const storedPdf = z.strictObject({
  sha256: sha256Hex,
  bytes: z.int().check(z.minimum(1), z.maximum(MOST_PDF_BYTES)),
  mediaType: z.literal("application/pdf"),
});
