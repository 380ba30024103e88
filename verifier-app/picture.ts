import { equal, fromHex } from "#core/bytes.ts";
import type { Attachment } from "#core/statement/attachment.ts";
import { sha256 } from "./small-sha256.ts";

const PATIENCE_MS = 30_000;
/** The bytes that the record names, and only those; what came otherwise is not shown. */
export type Fetched = Blob | "missing" | "differs";

export async function fetchPicture({ sha256: digest, bytes, mediaType }: Attachment): Promise<Fetched> {
  try {
    const response = await fetch(`/attachments/${digest}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok) return "missing";
    const body = await response.arrayBuffer();
    if (body.byteLength !== bytes) return "differs";
    return equal(await hashed(body), fromHex(digest)) ? new Blob([body], { type: mediaType }) : "differs";
  } catch {
    return "missing";
  }
}

/** Plain http has no WebCrypto. */
async function hashed(body: ArrayBuffer): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  return subtle ? new Uint8Array(await subtle.digest("SHA-256", body)) : sha256(new Uint8Array(body));
}
