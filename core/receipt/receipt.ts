import * as z from "zod/mini";
import { canonicalText } from "../canonical.ts";
import { Refusal } from "../refusal.ts";
import { id, sha256Hex, text } from "../statement/fields.ts";

const whole = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
const hash = z.string().check(z.regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/));
/** A verdict's code, by its form: one that is new when this is read is none the worse. `at`, `reason` and `batch` as the verdict gives them: since when, why, and which batch was recalled. */
const said = z.strictObject({
  status: z.enum(["passed", "failed", "unknown", "skipped"]),
  code: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/)),
  at: z.optional(whole),
  reason: z.optional(text),
  batch: z.optional(id),
});
const state = z.enum(["none", "in-force", "suspended", "withdrawn", "cancelled", "expired", "unknown"]);

/**
 * What the service says when it is asked about one code, and signs (docs/spec/receipt.md): that it was asked then, that it answered with
 * this evidence, and how it found things. Times are seconds since 1970. Nobody is in it: not who asked, from where, or with what.
 */
export const receipt = z.strictObject({
  label: z.strictObject({
    product: id,
    batch: id,
    serial: z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{13}$/)),
  }),
  askedAt: whole,
  /** SHA-256 of the evidence's RFC 8785 bytes. */
  evidence: sha256Hex,
  head: z.strictObject({ size: whole, root: hash }),
  /** The newest head on the chain that the evidence extends; absent before the first. */
  anchor: z.optional(z.strictObject({ index: whole, size: whole, root: hash, time: whole })),
  /** The block at which states were read; absent when the chain could not be asked. */
  block: z.optional(z.strictObject({ chainId: whole, number: whole, hash: sha256Hex, time: whole })),
  record: said,
  code: said,
  certificates: z
    .array(z.strictObject({ certificate: id, packed: state, now: state, since: whole, reason: z.optional(text) }))
    .check(z.maxLength(64)),
});
export type Receipt = z.infer<typeof receipt>;

/** First line of the note that the log's key signs. It is no origin, so no checkpoint reads like it. */
const RECEIPT = "liangji scan receipt/v1";
const MOST_CHARACTERS = 65_536;

export const receiptText = (one: Receipt): string => `${RECEIPT}\n${canonicalText(one)}\n`;

/** Strict: only what receiptText writes. */
export function parseReceiptText(note: string): Receipt {
  const [first, json, end, ...rest] = note.split("\n");
  if (note.length > MOST_CHARACTERS || first !== RECEIPT || end !== "" || rest.length > 0)
    throw new Refusal("scan-receipt-malformed");
  const parsed = receipt.safeParse(jsonOf(json ?? ""));
  if (!parsed.success || receiptText(parsed.data) !== note) throw new Refusal("scan-receipt-malformed");
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
