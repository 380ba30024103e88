import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { base64url, concat, fromBase64url } from "#core/bytes.ts";
import { lowS } from "#core/crypto.ts";

/** Someone who signs: the same P-256 keys that browsers make, here from a PKCS#8 file. */
export type Author = {
  readonly actor: string;
  readonly key: string;
  readonly publicKey: Uint8Array;
  readonly pkcs8: string;
  readonly sign: (message: Uint8Array) => Uint8Array;
};

export const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(createHash("sha256").update(data).digest());

export function authorOf(actor: string, secret: KeyObject): Author {
  const jwk = createPublicKey(secret).export({ format: "jwk" });
  const publicKey = concat(Uint8Array.of(4), fromBase64url(jwk.x ?? ""), fromBase64url(jwk.y ?? ""));
  return {
    actor,
    key: base64url(sha256(publicKey)),
    publicKey,
    pkcs8: base64url(new Uint8Array(secret.export({ format: "der", type: "pkcs8" }))),
    sign: (message) => lowS(new Uint8Array(sign("sha256", message, { key: secret, dsaEncoding: "ieee-p1363" }))),
  };
}

/**
 * A key that anyone can make again from its name. Only for sample data: such a key is public by nature.
 * PKCS#8 of SEC 1 ECPrivateKey (RFC 5915) without the public point; the curve's order is so near 2^256 that SHA-256 is below it but for 2^-32.
 */
export function sampleAuthor(actor: string): Author {
  const scalar = sha256(new TextEncoder().encode(`liangji-sample-key/v1\n${actor}`));
  const prefix = Uint8Array.from(
    Buffer.from("304102010030 1306072a8648ce3d020106082a8648ce3d030107042730250201010420".replaceAll(" ", ""), "hex"),
  );
  const bare = createPrivateKey({ key: Buffer.from(concat(prefix, scalar)), format: "der", type: "pkcs8" });
  // Through JWK and back, so that the exported key carries its public point: some browsers import no other.
  return authorOf(
    actor,
    createPrivateKey({
      key: {
        ...bare.export({ format: "jwk" }),
        ...createPublicKey(bare).export({ format: "jwk" }),
        d: base64url(scalar),
      },
      format: "jwk",
    }),
  );
}
