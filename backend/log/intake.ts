import type { Prepared } from "#core/ledger/prepare.ts";
import { Refusal } from "#core/refusal.ts";
import type { RefusalCode } from "#core/refusals.ts";
import { refuseWithoutBasis } from "../commitment/basis.ts";
import type { Context } from "../context.ts";
import { idsIn } from "./ids-in.ts";
import type { Recorded } from "./sequencer.ts";

/** Refusals that a chain read a moment ago may have made obsolete. */
const perhapsStale: readonly RefusalCode[] = [
  "actor-unknown",
  "not-your-key",
  "role-missing",
  "batch-unknown",
  "not-holder",
  "report-quantity",
];

/** Records entries, all or none. Returns when they are durable. */
export async function record(
  context: Context,
  prepared: readonly Prepared[],
  capture?: string,
): Promise<readonly Recorded[]> {
  // Dated before the anchor in front of it, an entry would look forged for ever.
  const behind = context.clockBehind();
  if (behind > 0) throw new Refusal("clock-behind", { minutes: Math.ceil(behind / 60) });
  await refuseWithoutBasis(
    context,
    prepared.map(({ entry }) => entry),
  );
  const recorded = await submitFresh(context, prepared, capture);
  context.names.learn(prepared.flatMap(({ entry }) => idsIn(entry)));
  return recorded;
}

async function submitFresh(
  { sequencer, index, log }: Context,
  prepared: readonly Prepared[],
  capture?: string,
): Promise<readonly Recorded[]> {
  try {
    return await sequencer.submit(prepared, capture);
  } catch (error) {
    if (!(error instanceof Refusal) || !perhapsStale.includes(error.code)) throw error;
    await index.refresh().catch((reason: unknown) => log.warn({ err: reason }, "chain not read"));
    return sequencer.submit(prepared, capture);
  }
}
