import * as z from "zod/mini";

/** The building blocks of every signed statement: bounded, in one spelling. */
export const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,47}$/));
export const sha256Hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** base64url has bits to spare at its end, which are zero: these last characters only. */
export const keyId = z.string().check(z.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/));
export const signature = z.string().check(z.regex(/^[A-Za-z0-9_-]{85}[AQgw]$/));
/** base64url of the 65-byte uncompressed P-256 point 04‖x‖y. */
export const publicKey = z.string().check(z.regex(/^B[A-P][A-Za-z0-9_-]{84}[AEIMQUYcgkosw048]$/));
/** A day that the calendar has, in this century (RFC 3339 §5.7). */
const LONG = String.raw`(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])`;
const SHORT = String.raw`(?:0[469]|11)-(?:0[1-9]|[12]\d|30)`;
const FEBRUARY = String.raw`02-(?:0[1-9]|1\d|2[0-8])`;
const LEAP_DAY = "(?:[02468][048]|[13579][26])-02-29";
const DAY = String.raw`20(?:\d\d-(?:${LONG}|${SHORT}|${FEBRUARY})|${LEAP_DAY})`;
const CLOCK = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d`;
/** Seconds with offset, RFC 3339; the offset is kept because the field's own clock is shown. -00:00 means an unknown one (§4.3). */
export const time = z
  .string()
  .check(z.regex(new RegExp(String.raw`^${DAY}T${CLOCK}(?:Z|(?!-00:00)[+-](?:0\d|1[0-4]):[0-5]\d)$`)));
export const date = z.string().check(z.regex(new RegExp(`^${DAY}$`)));
export const timeZoneOffset = z.string().check(z.regex(/^(?!-00:00)[+-](0\d|1[0-3]):[0-5]\d$/));
/**
 * Well formed; no control characters, and none that turn the direction of reading: what is signed is what is seen (UTS 55). And what
 * looks the same is the same: é is one character, not two (Unicode UAX 15).
 */
const words = (most: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(most),
    z.regex(/^[^\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]*$/u),
    z.refine((words) => words.normalize("NFC") === words, "NFC expected"),
  );
export const text = words(280);
export const name = words(80);
export const citation = words(300);
export const names = z.strictObject({ zh: name, en: name });
export const texts = z.strictObject({ zh: text, en: text });
export const grams = z.int().check(z.minimum(1), z.maximum(1_000_000_000_000));
/** A measured value as it stands on the report: a decimal, no sign, no exponent. */
export const decimal = z.string().check(z.regex(/^(0|[1-9]\d{0,8})(\.\d{1,6})?$/));
/** Classes of goods that recognitions and trade rules tell apart. */
export const goods = z.enum(["crop", "livestock", "aquatic", "processed-food", "textile"]);
export type Goods = z.infer<typeof goods>;
export const season = z.int().check(z.minimum(2000), z.maximum(2999));
export const role = z.enum([
  "operator",
  "accreditor",
  "certifier",
  "laboratory",
  "grower",
  "factory",
  "packer",
  "regulator",
]);
export type Role = z.infer<typeof role>;
export const uri = z.string().check(z.maxLength(300), z.regex(/^https:\/\/[a-z0-9.-]+\/[A-Za-z0-9._~/:-]*$/));
