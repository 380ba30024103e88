import { fromBase64url } from "#core/bytes.ts";
import type { Crypto } from "#core/crypto.ts";
import { type Subtle, webCrypto } from "#core/webcrypto.ts";
import { sha256 } from "./small-sha256.ts";

/** RFC 8032 §7.1 test 1: a key that every Ed25519 accepts. */
const KNOWN = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

/** Native where it can be had: plain http has no WebCrypto, and phones before 2025 often no Ed25519. Without the probe theirs would be a false alarm. */
export async function cryptography(): Promise<Crypto> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return { sha256, ...(await slow()) };
  // The cast: TypeScript cannot pick the "raw" overload of importKey that Subtle describes.
  const native = webCrypto(subtle as unknown as Subtle, sha256);
  try {
    await subtle.importKey("raw", fromBase64url(KNOWN).slice(), "Ed25519", false, ["verify"]);
    return native;
  } catch {
    return { ...native, verifyEd25519: (await slow()).verifyEd25519 };
  }
}

const slow = () => import("./slow-cryptography.ts").then((module) => module.slowVerification());
