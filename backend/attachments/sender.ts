import { fromBase64url } from "#core/bytes.ts";
import { isLowS } from "#core/crypto.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../context.ts";
import { hashOfId, verifyP256 } from "../crypto.ts";
import { activeActor } from "../log/outside.ts";

/** Whoever may write may store pictures, as much a day as a phone takes in a day's work. Kept in memory: a restart forgives. */
const MOST_BYTES_A_DAY = 200_000_000;
const DAY_SECONDS = 86_400;

export type Sent = { readonly actor: string; readonly key: string; readonly signature: string };

/** Refuses what no actor of this brand has signed with the key that the chain gives them now. */
export async function refuseStranger(
  { ledger, index, now }: Context,
  message: Uint8Array,
  { actor, key, signature }: Sent,
): Promise<void> {
  const publicKey = (await ledger.actor(actor))?.keys[key]?.publicKey;
  const onChain = activeActor(index.history.actors.get(hashOfId(actor)), now());
  if (!onChain) throw new Refusal("actor-unknown", { actor });
  if (!publicKey || onChain.key !== key) throw new Refusal("not-your-key", { actor });
  const bytes = fromBase64url(signature);
  if (!isLowS(bytes)) throw new Refusal("signature-not-low-s");
  if (!verifyP256(publicKey, message, bytes)) throw new Refusal("signature-wrong");
}

/** Counts bytes by actor and day. */
export function dailyQuota(): (actor: string, bytes: number, now: number) => void {
  let day = 0;
  let used = new Map<string, number>();
  return (actor, bytes, now) => {
    const today = Math.floor(now / DAY_SECONDS);
    if (today !== day) [day, used] = [today, new Map()];
    const total = (used.get(actor) ?? 0) + bytes;
    if (total > MOST_BYTES_A_DAY) throw new Refusal("attachment-quota", { limit: MOST_BYTES_A_DAY / 1_000_000 });
    used.set(actor, total);
  };
}
