import { acts } from "#core/act/acts.ts";
import { fromHex, hex } from "#core/bytes.ts";
import { batchSeries } from "#core/ledger/series-of.ts";
import { root } from "#core/log/tree.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { readSeries } from "../log/series.ts";
import { type EncodableAct, parseAct, type SignedAct } from "./act-message.ts";
import { refuseFlaggedSource } from "./interval-gate.ts";
import { nextNonce } from "./nonce.ts";
import { type Relayed, sentTransactions } from "./sent.ts";

/**
 * Sends a signed act on, and reads what it changed before it answers. The same act sent again, however often, counts once
 * and has the same answer; `act-unconfirmed` while nobody knows whether it counts.
 */
export async function relayAct(context: Context, signed: SignedAct): Promise<Relayed> {
  const act = parseAct(signed);
  await refuseFlaggedSource(context, { name: act.name, message: signed.message });
  return act.name === "CloseBatch" ? relayClosing(context, act, signed) : send(context, act, signed);
}

async function send(context: Context, { name, values }: EncodableAct, { signature }: SignedAct): Promise<Relayed> {
  const { sender, index, interfaces, store, provider, log } = context;
  const { contract, function: method } = acts[name];
  const args = [values, signature];
  const [actor, nonce, deadline] = [String(values[0]), Number(values.at(-2)), Number(values.at(-1))];
  const sent = sentTransactions(store, `${contract} ${interfaces[contract].encodeFunctionData(method, args)}`);
  const tookEffect = async () => (await nextNonce(context, contract, actor)) > nonce;
  await sender.send({ contract, method, args, tookEffect, leaving: sent.keep }).catch(async (error: unknown) => {
    // Its nonce was used a moment ago: perhaps by this very act.
    if (!(error instanceof Refusal && error.code === "act-nonce" && (await tookEffect()))) throw error;
  });
  // Something has happened, whether or not we can read it back now; the next reading will.
  await index.refresh().catch((error: unknown) => log.warn({ err: error }, "chain not read"));
  const outcome = await sent.outcome(provider);
  if (typeof outcome === "object") return outcome;
  if (outcome === "unknown" && index.block.time <= deadline) throw new Refusal("act-unconfirmed");
  throw new Refusal("act-nonce", { expected: Number(await nextNonce(context, contract, actor)), given: nonce });
}

/** While a batch is being closed nothing more is recorded for it, so what its holder signed stays what is in the log. */
async function relayClosing(context: Context, act: EncodableAct, signed: SignedAct): Promise<Relayed> {
  const { closing, index, sequencer } = context;
  const { message } = signed;
  const batch = String(message.batch).slice(2);
  const before = closing.until(batch);
  const deadline = Number(act.values.at(-1));
  await closing.shut(batch, Math.max(deadline, before ?? 0));
  try {
    await sequencer.idle();
    await refuseStaleClosing(context, batch, message);
    const relayed = await send(context, act, signed);
    // Until the chain's own word is read, ours keeps the batch shut.
    if (index.history.batches.get(batch)?.state === "closed") await closing.open(batch);
    return relayed;
  } catch (error) {
    // What nobody knows yet may still come, until its deadline.
    if (error instanceof Refusal && error.code === "act-unconfirmed") throw error;
    if (before === undefined) await closing.open(batch);
    else await closing.shut(batch, before);
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
