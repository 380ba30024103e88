import { equal, fromHex } from "#core/bytes.ts";
import type { Attachment } from "#core/statement/attachment.ts";
import { sha256 } from "./small-sha256.ts";

const PATIENCE_MS = 30_000;
/** The bytes that the record names, and only those; what came otherwise is not shown. */
export type Fetched = Blob | "missing" | "differs";

/** A document by its hash alone; what it is, its first bytes say. */
export type Document = { readonly blob: Blob; readonly kind: "pdf" | "jpg" | "png" };
const MOST_DOCUMENT_BYTES = 8 * 1024 * 1024;

export async function fetchDocument(digest: string): Promise<Document | "missing" | "differs"> {
  const body = await bytesOf(digest);
  if (!body) return "missing";
  if (body.byteLength > MOST_DOCUMENT_BYTES || !equal(await hashed(body), fromHex(digest))) return "differs";
  const [first] = new Uint8Array(body, 0, Math.min(1, body.byteLength));
  const kind = first === 0x25 ? "pdf" : first === 0xff ? "jpg" : "png";
  const type = { pdf: "application/pdf", jpg: "image/jpeg", png: "image/png" }[kind];
  return { blob: new Blob([body], { type }), kind };
}

export async function fetchPicture({ sha256: digest, bytes, mediaType }: Attachment): Promise<Fetched> {
  const body = await bytesOf(digest);
  if (!body) return "missing";
  if (body.byteLength !== bytes) return "differs";
  return equal(await hashed(body), fromHex(digest)) ? new Blob([body], { type: mediaType }) : "differs";
}

async function bytesOf(digest: string): Promise<ArrayBuffer | undefined> {
  try {
    const response = await fetch(`/attachments/${digest}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.ok ? await response.arrayBuffer() : undefined;
  } catch {
    return undefined;
  }
}

/** Plain http has no WebCrypto. */
async function hashed(body: ArrayBuffer): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  return subtle ? new Uint8Array(await subtle.digest("SHA-256", body)) : sha256(new Uint8Array(body));
}
