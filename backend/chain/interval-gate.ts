import { refuseFlagged } from "#core/ledger/flags.ts";
import type { Context } from "../context.ts";
import type { EncodableAct } from "./act-message.ts";
import { NONE } from "./history.ts";

/**
 * Nothing that was picked too early gets a certificate's name or a label through us, until a named person has answered for it. Who goes
 * around us meets the same on the buyer's page, which reads it from the log.
 *
 * @throws Refusal `interval-not-over`, `interval-unknown`
 */
export async function refuseFlaggedSource(context: Context, { name, message }: Gated): Promise<void> {
  const batch = shownBatch(context, name, message);
  if (batch === undefined) return;
  const ids = context.index.history.links.upstream(batch).map(context.names.of);
  const flags = await context.ledger.flags(ids);
  ids.forEach((id, at) => {
    refuseFlagged(id, flags[at]);
  });
}

type Gated = Pick<EncodableAct, "name"> & { readonly message: Readonly<Record<string, unknown>> };

/** The batch whose history buyers will be shown because of this act, as the chain names it. */
function shownBatch({ index }: Context, name: Gated["name"], message: Gated["message"]): string | undefined {
  const hash = (field: string): string => String(message[field]).slice(2);
  switch (name) {
    case "DrawBatch":
      return hash("certificate") === NONE ? undefined : hash("source");
    case "Mint":
      return index.history.mints.has(hash("labelRoot")) ? undefined : hash("batch");
    case "Activate":
      return index.history.mints.get(hash("labelRoot"))?.batch;
    default:
      return undefined;
  }
}
