import { type ActName, actDigest, acts } from "#core/act/acts.ts";
import { chainId32 } from "#core/act/id.ts";
import { base64url, hex } from "#core/bytes.ts";
import { type Entry, signedBytes } from "#core/entry.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { loggedUnsigned } from "#core/ledger/logged.ts";
import { fieldInvalid } from "#core/ledger/parse.ts";
import type { PlannedAct, PlannedEntry } from "#core/work/task.ts";
import { request } from "../api.ts";
import { type DeviceKey, signWith } from "../keys/device-key.ts";
import { sha256 } from "../sha256.ts";
import type { SignedAct } from "./job.ts";
import type { openLinks } from "./series.ts";

export type Signer = { readonly actor: string; readonly key: DeviceKey; readonly policy: Policy };
const DEADLINE_SECONDS = 3600;

/** Signs a statement at the end of its series. What the log would refuse for its form is refused here, before signing. */
export async function signEntry(
  { actor, key, policy }: Signer,
  { statement, series }: PlannedEntry,
  links: Awaited<ReturnType<typeof openLinks>>,
): Promise<Entry> {
  const unsigned = { statement, actor, key: key.key, series: await links.linksFor(series) };
  const parsed = loggedUnsigned.safeParse(unsigned);
  if (!parsed.success) throw fieldInvalid(parsed.error.issues);
  const signature = base64url(await signWith(key, signedBytes(policy.log.origin, parsed.data)));
  const entry = { ...parsed.data, signature };
  links.add(entry);
  return entry;
}

export async function readNonce(act: ActName, actor: string): Promise<number> {
  const { nonce } = await request<{ nonce: string | number }>(
    `/acts/nonce?contract=${acts[act].contract}&actor=${actor}`,
  );
  return Number(nonce);
}

export async function signAct(
  { actor, key, policy }: Signer,
  act: ActName,
  planned: PlannedAct["message"],
): Promise<SignedAct> {
  const nonce = await readNonce(act, actor);
  const deadline = Math.floor(Date.now() / 1000) + DEADLINE_SECONDS;
  const message = { actor: chainId32(sha256, actor), ...planned, nonce, deadline };
  return { message, signature: `0x${hex(await signWith(key, actDigest(policy.chain, act, message)))}` };
}
