import { createHash, generateKeyPairSync, type KeyObject, sign, webcrypto } from "node:crypto";
import { base64url, concat, fromBase64url } from "#core/bytes.ts";
import { type Crypto, lowS } from "#core/crypto.ts";
import { type Entry, type Statement, signedBytes, type UnsignedEntry } from "#core/entry.ts";
import type { Role } from "#core/statement/fields.ts";
import { webCrypto } from "#core/webcrypto.ts";

export const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(createHash("sha256").update(data).digest());
export const crypto: Crypto = webCrypto(webcrypto.subtle as never, sha256);

export const ORIGIN = "log.test.example/2026";

export type Person = {
  readonly actor: string;
  readonly name: { zh: string; en: string };
  readonly roles: readonly Role[];
  readonly key: string;
  readonly publicKey: Uint8Array;
  readonly secret: KeyObject;
};

export function person(actor: string, ...roles: Role[]): Person {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = publicKey.export({ format: "jwk" });
  const raw = concat(Uint8Array.of(4), fromBase64url(jwk.x ?? ""), fromBase64url(jwk.y ?? ""));
  return {
    actor,
    name: { zh: `示例${actor}`, en: actor },
    roles,
    key: base64url(sha256(raw)),
    publicKey: raw,
    secret: privateKey,
  };
}

export function signEntry(by: Person, statement: Statement, series: UnsignedEntry["series"], origin = ORIGIN): Entry {
  const unsigned = { statement, actor: by.actor, key: by.key, series };
  const raw = sign("sha256", signedBytes(origin, unsigned), { key: by.secret, dsaEncoding: "ieee-p1363" });
  return { ...unsigned, signature: base64url(lowS(new Uint8Array(raw))) };
}
