import * as z from "zod/mini";

/** The building blocks of every signed statement: bounded, in one spelling. */
export const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,47}$/));
export const sha256Hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const keyId = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
/** base64url of the 65-byte uncompressed P-256 point 04‖x‖y. */
export const publicKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{87}$/));
/** Seconds with offset, RFC 3339; the offset is kept because the field's own clock is shown. */
export const time = z
  .string()
  .check(
    z.regex(
      /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-](0\d|1[0-4]):[0-5]\d)$/,
    ),
  );
export const date = z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));
export const timeZoneOffset = z.string().check(z.regex(/^[+-](0\d|1[0-3]):[0-5]\d$/));
/** No control characters; both languages, Chinese first. */
const words = (most: number) =>
  z.string().check(z.minLength(1), z.maxLength(most), z.regex(/^[^\u0000-\u001f\u007f]*$/));
export const text = words(280);
export const name = words(80);
export const names = z.strictObject({ zh: name, en: name });
export const texts = z.strictObject({ zh: text, en: text });
export const grams = z.int().check(z.minimum(1), z.maximum(1_000_000_000_000));
/** A measured value as it stands on the report: a decimal, no sign, no exponent. */
export const decimal = z.string().check(z.regex(/^(0|[1-9]\d{0,8})(\.\d{1,6})?$/));
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
