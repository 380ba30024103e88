import * as z from "zod/mini";
import { base64url, concat, fromBase64url, utf8 } from "../bytes.ts";
import { keyId, publicKey } from "../statement/fields.ts";

/** As much of SubtleCrypto as sealing needs. */
export type Sealer = {
  importKey(
    format: "raw",
    key: Uint8Array,
    algorithm: object | string,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<object>;
  deriveBits(algorithm: object, key: object, length: number): Promise<ArrayBuffer>;
  encrypt(algorithm: object, key: object, data: Uint8Array): Promise<ArrayBuffer>;
  decrypt(algorithm: object, key: object, data: Uint8Array): Promise<ArrayBuffer>;
};

export const MOST_SEALED_BYTES = 600_000;
/** A text that one key can open. `to` names it; base64url throughout; the tag of AES-GCM is the ciphertext's last 16 bytes. */
export const sealed = z.strictObject({
  to: keyId,
  ephemeral: publicKey,
  iv: z.string().check(z.regex(/^[A-Za-z0-9_-]{16}$/)),
  ciphertext: z
    .string()
    .check(z.regex(/^[A-Za-z0-9_-]+$/), z.minLength(22), z.maxLength(Math.ceil((MOST_SEALED_BYTES * 4) / 3))),
});
export type Sealed = z.infer<typeof sealed>;

const ECDH = { name: "ECDH", namedCurve: "P-256" } as const;
type Pair = { readonly privateKey: object; readonly publicKey: Uint8Array };

/**
 * Seals for the holder of a P-256 key: ECDH with a key of this one message, HKDF-SHA-256 (RFC 5869) over both public keys and the log's
 * origin, AES-256-GCM. `once` is fresh each time; its private half is forgotten.
 *
 * @param to  the reader's public key 04‖x‖y, and its name
 */
export async function seal(
  subtle: Sealer,
  origin: string,
  to: { readonly key: string; readonly publicKey: Uint8Array },
  once: Pair & { readonly iv: Uint8Array },
  text: string,
): Promise<Sealed> {
  const theirs = await subtle.importKey("raw", to.publicKey, ECDH, false, []);
  const key = await keyOf(subtle, origin, once.privateKey, theirs, once.publicKey, to.publicKey, "encrypt");
  const ciphertext = await subtle.encrypt({ name: "AES-GCM", iv: once.iv }, key, utf8(text));
  return {
    to: to.key,
    ephemeral: base64url(once.publicKey),
    iv: base64url(once.iv),
    ciphertext: base64url(new Uint8Array(ciphertext)),
  };
}

/** The bytes of the text, for the one who was written to. Rejects for any other key, and when one bit was changed. */
export async function unseal(subtle: Sealer, origin: string, own: Pair, message: Sealed): Promise<Uint8Array> {
  const ephemeral = fromBase64url(message.ephemeral);
  const theirs = await subtle.importKey("raw", ephemeral, ECDH, false, []);
  const key = await keyOf(subtle, origin, own.privateKey, theirs, ephemeral, own.publicKey, "decrypt");
  const iv = fromBase64url(message.iv);
  return new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv }, key, fromBase64url(message.ciphertext)));
}

async function keyOf(
  subtle: Sealer,
  origin: string,
  privateKey: object,
  theirs: object,
  ephemeral: Uint8Array,
  recipient: Uint8Array,
  usage: "encrypt" | "decrypt",
): Promise<object> {
  const agreed = new Uint8Array(await subtle.deriveBits({ name: "ECDH", public: theirs }, privateKey, 256));
  const material = await subtle.importKey("raw", agreed, "HKDF", false, ["deriveBits"]);
  const info = utf8(`liangji-complaint/v1\n${origin}\n`);
  const salt = concat(ephemeral, recipient);
  const bits = await subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, material, 256);
  return subtle.importKey("raw", new Uint8Array(bits), "AES-GCM", false, [usage]);
}
