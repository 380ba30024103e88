import { base64url, fromUtf8, hex, utf8 } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import { type ComplaintMessage, complaintMessage, readingText } from "#core/complaint/message.ts";
import { type Sealed, type Sealer, unseal } from "#core/complaint/seal.ts";
import { request } from "../api.ts";
import { signWith } from "../keys/device-key.ts";
import type { SignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";

/** `message` is undefined when this key cannot open it; `digest` is the SHA-256 of what was sealed, hex. */
export type Opened = { readonly message?: ComplaintMessage; readonly digest: string };

/** Asks for the sealed part, with a signature that it is the operator who asks, and opens it on this device. */
export async function openComplaint({ me, key, policy }: SignedIn, number: string): Promise<Opened> {
  const time = Math.floor(Date.now() / 1000);
  const signature = base64url(await signWith(key, utf8(readingText(policy.log.origin, number, time))));
  const query = new URLSearchParams({ actor: me.actor, key: key.key, time: String(time), signature });
  const sealed = await request<Sealed>(`/complaints/${number}/sealed?${query}`);
  const digest = hex(sha256(canonical(sealed)));
  try {
    const own = { privateKey: key.agreeKey, publicKey: key.publicKey };
    const text = fromUtf8(await unseal(crypto.subtle as unknown as Sealer, policy.log.origin, own, sealed));
    return { message: complaintMessage.parse(JSON.parse(text)), digest };
  } catch {
    return { digest };
  }
}
