import { attachmentBytes } from "#core/attachment/signed.ts";
import { base64url, hex } from "#core/bytes.ts";
import { request } from "../api.ts";
import { signWith } from "../keys/device-key.ts";
import { sha256 } from "../sha256.ts";
import type { Signer } from "./sign.ts";

export type File = { readonly title: string; readonly sha256: string };
/** One that is still on this device only; without bytes it is stored already. */
export type OwnFile = File & { readonly bytes?: Uint8Array<ArrayBuffer>; readonly mediaType?: string };

/** Stores what is not stored yet, before anything that names it is signed. The same file again is the same file. */
export async function attach({ actor, key, policy }: Signer, files: readonly OwnFile[]): Promise<readonly File[]> {
  for (const { bytes, mediaType = "", sha256: digest } of files) {
    if (!bytes) continue;
    const signature = base64url(await signWith(key, attachmentBytes(policy.log.origin, digest)));
    await request(`/attachments?${new URLSearchParams({ actor, key: key.key, signature })}`, {
      method: "POST",
      headers: { "content-type": mediaType },
      body: bytes,
    });
  }
  return files.map(({ title, sha256 }) => ({ title, sha256 }));
}

export const digestOf = (bytes: Uint8Array): string => hex(sha256(bytes));
