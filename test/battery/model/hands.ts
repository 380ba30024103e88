import type { Outcome } from "./actors.ts";
import { type Batch, isRecalled, keeperOf, type Ledger, leftOf, quotaLeft } from "./ledger.ts";

/** What keeps a closed batch from being handled by the actor who has it. */
function notWith(batch: Batch | undefined, actor: string): Outcome {
  if (!batch) return "BatchUnknown";
  if (batch.open) return "BatchNotClosed";
  return keeperOf(batch) === actor ? "accepted" : "NotHolder";
}
function notOffered(batch: Batch | undefined, actor: string): Outcome {
  if (!batch) return "BatchUnknown";
  if (batch.open) return "BatchNotClosed";
  return batch.next === actor ? "accepted" : "NotNextHolder";
}

export function offerBatch(m: Ledger, actor: string, one: { batch: string; next: string }): Outcome {
  const batch = m.batches.get(one.batch);
  const shut = notWith(batch, actor);
  if (!batch || shut !== "accepted") return shut;
  batch.next = one.next === actor ? "" : one.next;
  return "accepted";
}

export function acceptBatch(m: Ledger, actor: string, one: { batch: string; grams: bigint }): Outcome {
  const batch = m.batches.get(one.batch);
  const shut = notOffered(batch, actor);
  if (!batch || shut !== "accepted") return shut;
  if (isRecalled(m, one.batch)) return "BatchRecalled";
  if (one.grams === 0n) return "AmountZero";
  if (one.grams > leftOf(batch)) return "BatchMassExceeded";
  batch.lost += leftOf(batch) - one.grams;
  Object.assign(batch, { accepted: actor, next: "" });
  return "accepted";
}

export function rejectBatch(m: Ledger, actor: string, one: { batch: string; reason: string }): Outcome {
  if (one.reason === "") return "ReasonLengthOutOfRange";
  const batch = m.batches.get(one.batch);
  const shut = notOffered(batch, actor);
  if (!batch || shut !== "accepted") return shut;
  batch.next = "";
  return "accepted";
}

export function writeOff(
  m: Ledger,
  actor: string,
  one: { batch: string; cause: number; grams: bigint; reason: string },
): Outcome {
  if (one.reason === "") return "ReasonLengthOutOfRange";
  const batch = m.batches.get(one.batch);
  const shut = notWith(batch, actor);
  if (!batch || shut !== "accepted") return shut;
  if (one.cause !== 1 && one.cause !== 2) return "CauseUnknown";
  if (one.grams === 0n) return "AmountZero";
  if (one.grams > leftOf(batch)) return "BatchMassExceeded";
  batch.lost += one.grams;
  return "accepted";
}

type Trade = { readonly plot: string; readonly season: number; readonly grams: bigint };
export function offerQuota(m: Ledger, actor: string, one: Trade & { to: string }): Outcome {
  if (one.to === "") return "ZeroValue";
  if (one.to === actor) return "QuotaToOneself";
  if (one.grams > quotaLeft(m, one.plot, one.season, actor)) return "CapacityExceeded";
  m.capacities.get(`${one.plot}/${one.season}`)?.offers.set(`${actor}>${one.to}`, one.grams);
  return "accepted";
}

export function takeQuota(m: Ledger, actor: string, one: Trade & { from: string }): Outcome {
  const capacity = m.capacities.get(`${one.plot}/${one.season}`);
  const key = `${one.from}>${actor}`;
  const offered = capacity?.offers.get(key) ?? 0n;
  if (!capacity || one.grams === 0n || one.grams > offered) return "QuotaNotOffered";
  const left = quotaLeft(m, one.plot, one.season, one.from);
  if (one.grams > left) return "CapacityExceeded";
  capacity.offers.set(key, offered - one.grams);
  if (one.from !== capacity.holder) capacity.quotas.set(one.from, left - one.grams);
  if (actor !== capacity.holder) capacity.quotas.set(actor, (capacity.quotas.get(actor) ?? 0n) + one.grams);
  return "accepted";
}
