import * as z from "zod/mini";
import { name, sha256Hex, time } from "./fields.ts";

/** Where a file of the page lies under the page's host. */
const filePath = z.string().check(z.maxLength(120), z.regex(/^[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*$/));

/**
 * The operator stands behind a program that readers check with: SHA-256 of the verifier in one file, and of every file of the page
 * that is served. The contract holds both that hash and this record's (ReleaseVerifier).
 */
export const verifierReleased = z.strictObject({
  type: z.literal("liangji:VerifierReleased"),
  occurredAt: time,
  version: name,
  verifierHash: sha256Hex,
  files: z.array(z.strictObject({ path: filePath, sha256: sha256Hex })).check(z.minLength(1), z.maxLength(128)),
});
export type VerifierReleased = z.infer<typeof verifierReleased>;
