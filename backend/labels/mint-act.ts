import { NO_HIDDEN_ROOT } from "#core/label/hidden.ts";
import { Refusal } from "#core/refusal.ts";
import { relayAct } from "../chain/relay.ts";
import type { Relayed } from "../chain/sent.ts";
import type { Context } from "../context.ts";
import { hiddenPut, type SentHidden } from "./hidden-codes.ts";
import { dropMint, keepMint } from "./mints.ts";

export type SignedMint = {
  readonly message: Readonly<Record<string, unknown>>;
  readonly signature: string;
  readonly serials: readonly string[];
  readonly hidden?: SentHidden | undefined;
};

/** Keeps the serials, then mints: a crash in between leaves serials that no label page knows, never a label without its serials. */
export async function mintLabels(
  context: Context,
  { message, signature, serials, hidden }: SignedMint,
): Promise<Relayed> {
  const batch = context.names.find(String(message.batch).slice(2));
  if (batch === undefined) throw new Refusal("batch-unknown", { batch: String(message.batch).slice(0, 66) });
  if (Number(message.count) !== serials.length) throw new Refusal("label-root-differs");
  const root = String(message.labelRoot).slice(2);
  const hiddenRoot = String(message.hiddenRoot);
  if ((hiddenRoot === NO_HIDDEN_ROOT) !== (hidden === undefined)) throw new Refusal("hidden-root-differs");
  const beside = hidden ? [hiddenPut(context.vault, root, hiddenRoot.slice(2), serials.length, hidden)] : [];
  const minted = context.index.history.mints.has(root);
  await keepMint(context.store, batch, root, serials, beside);
  try {
    return await relayAct(context, { contract: "LabelMint", act: "Mint", message, signature });
  } catch (error) {
    // Only what the contract surely did not take is dropped.
    const unknown = !(error instanceof Refusal) || ["chain-unreachable", "act-unconfirmed"].includes(error.code);
    if (!minted && !unknown) await dropMint(context.store, root);
    throw error;
  }
}
