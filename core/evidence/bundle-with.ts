import * as z from "zod/mini";
import type { entry } from "../entry-form.ts";
import { id, sha256Hex, text, time } from "../statement/fields.ts";

const count = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
/** base64 of one SHA-256, as in tlog-proof, in its one spelling. */
const hash = z.string().check(z.regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/));
const proof = z.array(hash).check(z.maxLength(63));

/** What one label's evidence file holds (docs/spec/evidence.md). Everything in it is claimed by a stranger until verifyEvidence says otherwise. */
export const bundleWith = <Form extends typeof entry>(entryForm: Form) =>
  z.strictObject({
    format: z.literal("liangji-evidence/v1"),
    label: z.strictObject({
      product: id,
      batch: id,
      serial: z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{13}$/)),
      /** `mintedAt` (seconds) is a hint that lets the reader ask for the certificate's state at that moment; it is compared with the chain. */
      mint: z.strictObject({ root: sha256Hex, index: count, count, mintedAt: count, proof }),
    }),
    log: z.strictObject({
      origin: z.string().check(z.minLength(1), z.maxLength(200)),
      checkpoint: z.string().check(z.maxLength(16_384)),
    }),
    /** For each entry the anchor that first covered it and the one before, oldest first; the last is the newest that the checkpoint extends. */
    anchors: z
      .array(z.strictObject({ index: count, size: count, root: hash, time: count, block: count }))
      .check(z.maxLength(512)),
    /** That the chain's validators sealed the last of these anchors: an AnchorProof (core/anchor/proof.ts), read by whoever checks it. */
    anchorProof: z.optional(z.unknown()),
    /** RFC 9162 consistency proof from the last anchor's size to the checkpoint's. */
    consistency: proof,
    entries: z
      .array(z.strictObject({ index: count, recordedAt: time, entry: entryForm, proof }))
      .check(z.minLength(1), z.maxLength(256)),
    /** Batches from the label's own upstream, each with its sources; checked against the chain. */
    batches: z
      .array(z.strictObject({ batch: id, sources: z.array(id).check(z.maxLength(32)) }))
      .check(z.minLength(1), z.maxLength(64)),
    /** Texts behind reason hashes on the chain: sha256 hex → the reason. */
    reasons: z.record(sha256Hex, text),
    sample: z.boolean(),
    savedAt: time,
  });
