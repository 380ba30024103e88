import { base64url, concat, fromBase64url } from "#core/bytes.ts";
import { lowS } from "#core/crypto.ts";
import { sha256 } from "../sha256.ts";
import { storage } from "../storage.ts";

/** A key of this device. The private half cannot be read out, only used. */
export type DeviceKey = {
  /** base64url of SHA-256 of the public key, as entries name it. */
  readonly key: string;
  /** 04‖x‖y */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly privateKey: CryptoKey;
  readonly createdAt: number;
  /** A sample key is known to everyone. */
  readonly sample: boolean;
};

const P256 = { name: "ECDSA", namedCurve: "P-256" } as const;

export async function createKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(P256, false, ["sign", "verify"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return keep(pair.privateKey, publicKey, false);
}

/** Imports a sample key for use only. It is read once as JWK, because PKCS#8 hides the public point. */
export async function importSampleKey(pkcs8: string): Promise<DeviceKey> {
  const bytes = Uint8Array.from(fromBase64url(pkcs8));
  const readable = await crypto.subtle.importKey("pkcs8", bytes, P256, true, ["sign"]);
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", readable);
  const publicKey = Uint8Array.from(concat(Uint8Array.of(4), fromBase64url(x), fromBase64url(y)));
  return keep(await crypto.subtle.importKey("pkcs8", bytes, P256, false, ["sign"]), publicKey, true);
}

async function keep(privateKey: CryptoKey, publicKey: Uint8Array<ArrayBuffer>, sample: boolean): Promise<DeviceKey> {
  const made: DeviceKey = { key: base64url(sha256(publicKey)), publicKey, privateKey, createdAt: Date.now(), sample };
  await (await storage()).put("keys", made);
  // The browser may still say no; then a lost key means being admitted again.
  await navigator.storage?.persist?.().catch(() => false);
  return made;
}

export const listKeys = async (): Promise<readonly DeviceKey[]> => (await storage()).getAll("keys");

export async function signWith({ privateKey }: DeviceKey, message: Uint8Array): Promise<Uint8Array> {
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, Uint8Array.from(message));
  return lowS(new Uint8Array(signature));
}

const CHOSEN = "liangji-key";
export const chosenKey = (): string => localStorage.getItem(CHOSEN) ?? "";
export const chooseKey = (key: string): void => localStorage.setItem(CHOSEN, key);
