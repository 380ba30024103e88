import * as z from "zod/mini";
import { sha256Hex } from "./fields.ts";

export const MOST_ATTACHMENT_BYTES = 2 * 1024 * 1024;
export const mediaTypes = ["image/jpeg", "image/png"] as const;
const side = z.int().check(z.minimum(1), z.maximum(8192));

/** A picture by its SHA-256; the bytes themselves stand outside the log (`GET /attachments/{sha256}`). Sides in pixels. */
export const attachment = z.strictObject({
  sha256: sha256Hex,
  bytes: z.int().check(z.minimum(1), z.maximum(MOST_ATTACHMENT_BYTES)),
  mediaType: z.enum(mediaTypes),
  width: side,
  height: side,
});
export type Attachment = z.infer<typeof attachment>;
