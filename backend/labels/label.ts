import { idHash } from "#core/chain/questions.ts";
import { isSerial } from "#core/label/serial.ts";
import type { LabelId } from "#core/label/url.ts";
import { Refusal } from "#core/refusal.ts";
import type { HistoryBatch, HistoryMint } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { findLabel, type LabelPlace, readMint } from "./mints.ts";

/** A label that was minted, with everything that says so. */
export type KnownLabel = {
  readonly id: LabelId;
  readonly place: LabelPlace;
  readonly serials: readonly string[];
  readonly mint: HistoryMint;
  readonly batch: HistoryBatch;
};

const DASHES = /^[a-z0-9][a-z0-9-]{0,47}$/;

/** The label, or `label-unknown`: the same answer after the same work for a code never issued and for one that cannot be. */
export async function knownLabel({ store, index }: Context, id: LabelId): Promise<KnownLabel> {
  const { place, mint, batch } = await mintedLabel({ store, index }, id);
  const stored = await readMint(store, place.root);
  if (!stored) throw new Refusal("label-unknown");
  return { id, place, serials: stored.serials, mint, batch };
}

/** The same without the other codes of its mint, which may be a hundred thousand. */
export async function mintedLabel(
  { store, index }: Pick<Context, "store" | "index">,
  id: LabelId,
): Promise<Omit<KnownLabel, "id" | "serials">> {
  const wellFormed = DASHES.test(id.product) && DASHES.test(id.batch) && isSerial(id.serial);
  const place = await findLabel(store, wellFormed ? id.batch : "none", wellFormed ? id.serial : "none");
  const mint = place && index.history.mints.get(place.root);
  const batch = index.history.batches.get(idHash(sha256, id.batch));
  if (!place || !mint || batch?.product !== idHash(sha256, id.product)) throw new Refusal("label-unknown");
  return { place, mint, batch };
}
