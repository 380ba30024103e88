import * as z from "zod/mini";
import { askRelease, releaseFrom } from "#core/chain/release.ts";
import { documentHash } from "#core/ledger/apply.ts";
import { verifierReleased } from "#core/statement/release.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { readLine } from "../log/record.ts";
import { builtPage } from "./built.ts";

const whole = z.int().check(z.minimum(0));
const { verifierHash, files } = verifierReleased.shape;
export const releaseView = z.object({
  /** What this service gives to readers now; absent where nothing was built. `heldSince`: since when the contract holds that hash, seconds; 0 = it does not. */
  served: z.optional(z.object({ verifierHash, files, heldSince: whole })),
  /** What was released last; absent where nothing was. `onChain`: the contract holds these very words. */
  released: z.optional(
    z.object({ index: whole, actor: z.string(), statement: verifierReleased, onChain: z.boolean() }),
  ),
});
type ReleaseView = z.infer<typeof releaseView>;

/** The page as it is served, beside its newest release. It proves nothing to others: they compare with `npm run verify-page`. */
export async function readRelease(context: Context): Promise<ReleaseView> {
  const [page, index] = await Promise.all([builtPage(context.verifierDir), context.ledger.find("releases", "newest")]);
  const held = page && (await heldOnChain(context, page.verifierHash));
  const released = index === undefined ? undefined : await newest(context, index);
  return { ...(page && { served: { ...page, heldSince: held?.time ?? 0 } }), ...(released && { released }) };
}

async function newest(context: Context, index: number): Promise<ReleaseView["released"]> {
  const { statement, actor } = (await readLine(context.store, index)).entry;
  if (statement.type !== "liangji:VerifierReleased") throw new Error(`line ${index} is no release`);
  const held = await heldOnChain(context, statement.verifierHash);
  return { index, actor, statement, onChain: held.documentHash === documentHash(sha256, statement) };
}

/** All zero where the contract does not hold it. */
async function heldOnChain({ provider, policy }: Context, hash: string) {
  const answer = await provider.call({ to: policy.chain.contracts.ActorRegistry, data: askRelease(hash) });
  const held = releaseFrom(answer);
  if (!held) throw new Error(`releaseOf answered ${String(answer).slice(0, 80)}`);
  return held;
}
