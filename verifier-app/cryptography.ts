import { sha256 } from "@noble/hashes/sha2.js";
import type { Crypto } from "#core/crypto.ts";
import { type Subtle, webCrypto } from "#core/webcrypto.ts";
import type { Answer, Question } from "./noble-worker.ts";

/** RFC 8032 §7.1 test 1: a key that every Ed25519 accepts. */
const KNOWN = [215, 90, 152, 1, 130, 177, 10, 183, 213, 75, 254, 211, 201, 100, 7, 58, 14, 225, 114, 243, 218, 166, 35, 37, 175, 2, 26, 104, 247, 7, 81, 26];

/** Native where it can be had: plain http has no WebCrypto, and phones before 2025 often no Ed25519. Without the probe theirs would be a false alarm. */
export async function cryptography(): Promise<Crypto> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return inWorker();
  // The cast: TypeScript cannot pick the "raw" overload of importKey that Subtle describes.
  const native = webCrypto(subtle as unknown as Subtle, sha256);
  try {
    await subtle.importKey("raw", Uint8Array.from(KNOWN), "Ed25519", false, ["verify"]);
    return native;
  } catch {
    return { ...native, verifyEd25519: inWorker().verifyEd25519 };
  }
}

/** core/noble.ts in a worker of its own, loaded only where it is needed. */
function inWorker(): Crypto {
  const worker = new Worker(new URL("./noble-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, { resolve: (holds: boolean) => void; reject: (error: Error) => void }>();
  worker.addEventListener("message", ({ data: { id, holds } }: MessageEvent<Answer>) => waiting.get(id)?.resolve(holds));
  worker.addEventListener("error", () => waiting.forEach(({ reject }) => reject(new Error("the cryptography could not be loaded"))));
  let id = 0;
  const ask = (verify: Question["verify"]) => (...parts: Question["parts"]) =>
    new Promise<boolean>((resolve, reject) => {
      waiting.set(++id, { resolve, reject });
      worker.postMessage({ id, verify, parts } satisfies Question);
    });
  return { sha256, verifyP256: ask("verifyP256"), verifyEd25519: ask("verifyEd25519") };
}
