import { attachmentBytes } from "#core/attachment/signed.ts";
import { base64url, hex } from "#core/bytes.ts";
import type { Attachment } from "#core/statement/attachment.ts";
import { request } from "../api.ts";
import { signWith } from "../keys/device-key.ts";
import { sha256 } from "../sha256.ts";
import type { Signer } from "./sign.ts";

export type File = { readonly title: string; readonly sha256: string };
/** One that is still on this device only; without bytes it is stored already. */
export type OwnFile = File & { readonly bytes?: Uint8Array<ArrayBuffer>; readonly mediaType?: string };
/** A picture on this device, and how a record names it. */
export type OwnPicture = { readonly picture: Attachment; readonly bytes: Uint8Array<ArrayBuffer> };

type Bytes = { readonly sha256: string; readonly mediaType: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** Stores one file. The same file again is the same file. */
export async function store({ actor, key, policy }: Signer, { sha256, mediaType, bytes }: Bytes): Promise<void> {
  const signature = base64url(await signWith(key, attachmentBytes(policy.log.origin, sha256)));
  await request(`/attachments?${new URLSearchParams({ actor, key: key.key, signature })}`, {
    method: "POST",
    headers: { "content-type": mediaType },
    body: bytes,
  });
}

/** Stores what is not stored yet, before anything that names it is signed. */
export async function attach(signer: Signer, files: readonly OwnFile[]): Promise<readonly File[]> {
  for (const { bytes, mediaType = "", sha256 } of files) if (bytes) await store(signer, { sha256, mediaType, bytes });
  return files.map(({ title, sha256 }) => ({ title, sha256 }));
}

export const digestOf = (bytes: Uint8Array): string => hex(sha256(bytes));
