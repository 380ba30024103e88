import { fromBase64url } from "#core/bytes.ts";

/** What someone pasted: the public key alone, or the invitation's link with the key at its end. */
export function parsePublicKey(pasted: string): Uint8Array | undefined {
  const text = pasted.trim().split("/").at(-1) ?? "";
  if (!/^[A-Za-z0-9_-]{87}$/.test(text)) return undefined;
  try {
    const bytes = fromBase64url(text);
    return bytes.length === 65 && bytes[0] === 4 ? bytes : undefined;
  } catch {
    return undefined;
  }
}
