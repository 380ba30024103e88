import { acts } from "#core/act/acts.ts";
import { fromHex, hex } from "#core/bytes.ts";
import { batchSeries } from "#core/ledger/series-of.ts";
import { root } from "#core/log/tree.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { readSeries } from "../log/series.ts";
import { type EncodableAct, parseAct, type SignedAct } from "./act-message.ts";

export type Relayed = { readonly transactionHash: string; readonly blockNumber: number; readonly gasUsed: string };

/** Sends a signed act on, waits for it, and reads what it changed before it answers. */
export async function relayAct(context: Context, signed: SignedAct): Promise<Relayed> {
  const act = parseAct(signed);
  return act.name === "CloseBatch" ? relayClosing(context, act, signed) : send(context, act, signed.signature);
}

async function send(
  { sender, index, log }: Context,
  { name, values }: EncodableAct,
  signature: string,
): Promise<Relayed> {
  const { contract, function: method } = acts[name];
  const { hash, blockNumber, gasUsed } = await sender.send(contract, method, [values, signature]);
  // It has happened, whether or not we can read it back now; the next reading will.
  await index.refresh().catch((error: unknown) => log.warn({ err: error }, "chain not read"));
  return { transactionHash: hash, blockNumber, gasUsed: String(gasUsed) };
}

/** While a batch is being closed nothing more is recorded for it, so what its holder signed stays what is in the log. */
async function relayClosing(context: Context, act: EncodableAct, { message, signature }: SignedAct): Promise<Relayed> {
  const batch = String(message.batch).slice(2);
  context.closing.add(batch);
  try {
    await context.sequencer.idle();
    await refuseStaleClosing(context, batch, message);
    const relayed = await send(context, act, signature);
    // Until the chain's own word is read, ours keeps the batch shut.
    if (context.index.history.batches.get(batch)?.state === "closed") context.closing.delete(batch);
    return relayed;
  } catch (error) {
    context.closing.delete(batch);
    throw error;
  }
}

/** A root over fewer entries than the series now has would leave the later ones outside for ever. */
async function refuseStaleClosing(context: Context, batch: string, message: SignedAct["message"]): Promise<void> {
  const id = context.names.find(batch);
  if (id === undefined) return;
  const { provenanceRoot, count } = await provenanceOf(context, id);
  if (message.provenanceRoot !== `0x${provenanceRoot}` || Number(message.entryCount) !== count)
    throw new Refusal("series-conflict", { series: batchSeries(id), sequence: count });
}

/** RFC 9162 root over the leaf hashes of a batch's series, and their number: what CloseBatch commits. */
export async function provenanceOf(
  { store, ledger }: Context,
  batch: string,
): Promise<{ provenanceRoot: string; count: number }> {
  const series = batchSeries(batch);
  const lines = await readSeries(store, series, await ledger.length(series));
  return {
    provenanceRoot: hex(
      root(
        sha256,
        lines.map(({ leafHash }) => fromHex(leafHash)),
      ),
    ),
    count: lines.length,
  };
}
