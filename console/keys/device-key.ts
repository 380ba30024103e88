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
  /** The same private half for key agreement: what buyers seal for an operator is opened with it. */
  readonly agreeKey: CryptoKey;
  readonly createdAt: number;
  /** A sample key is known to everyone. */
  readonly sample: boolean;
};

const P256 = { name: "ECDSA", namedCurve: "P-256" } as const;
const ECDH = { name: "ECDH", namedCurve: "P-256" } as const;

/** The private half is readable for a moment, to be taken in once for signing and once for key agreement; neither can be read out again. */
export async function createKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(P256, true, ["sign", "verify"]);
  return takeIn(await crypto.subtle.exportKey("pkcs8", pair.privateKey), false);
}

/** Imports a sample key for use only. */
export const importSampleKey = (pkcs8: string): Promise<DeviceKey> =>
  takeIn(Uint8Array.from(fromBase64url(pkcs8)).buffer, true);

async function takeIn(pkcs8: ArrayBuffer, sample: boolean): Promise<DeviceKey> {
  // Read once as JWK, because PKCS#8 hides the public point.
  const readable = await crypto.subtle.importKey("pkcs8", pkcs8, P256, true, ["sign"]);
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", readable);
  const publicKey = Uint8Array.from(concat(Uint8Array.of(4), fromBase64url(x), fromBase64url(y)));
  const made: DeviceKey = {
    key: base64url(sha256(publicKey)),
    publicKey,
    privateKey: await crypto.subtle.importKey("pkcs8", pkcs8, P256, false, ["sign"]),
    agreeKey: await crypto.subtle.importKey("pkcs8", pkcs8, ECDH, false, ["deriveBits"]),
    createdAt: Date.now(),
    sample,
  };
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
