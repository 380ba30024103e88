import type { Outcome } from "./actors.ts";
import { type Certificates, IN_FORCE, statusAt } from "./certificates.ts";
import { isRecalled, keeperOf, type Ledger, leftOf } from "./ledger.ts";

type Minting = {
  batch: string;
  packer: string;
  count: number;
  unitGrams: number;
  mintedAt: number;
  activatedAt: number;
  voided: Map<number, { reason: string; time: number; cause: number }>;
};
/** LabelMint as maps and loops. */
export type Labels = { readonly mints: Map<string, Minting> };
export const emptyLabels = (): Labels => ({ mints: new Map() });

export const [NOTHING, PRINTED, ACTIVE, VOID] = [0, 1, 2, 3] as const;

/** Neither it nor anything upstream recalled, and its certificate, if it has one, in force. */
function notSound(ledger: Ledger, certificates: Certificates, batch: string, now: number): Outcome {
  if (isRecalled(ledger, batch)) return "BatchRecalled";
  const certificate = ledger.batches.get(batch)?.certificate ?? "";
  if (certificate !== "" && statusAt(certificates, certificate, now)[0] !== IN_FORCE) return "CertificateNotInForce";
  return "accepted";
}

export function mint(
  m: Labels,
  ledger: Ledger,
  certificates: Certificates,
  actor: string,
  one: { batch: string; root: string; count: number; unitGrams: number },
  now: number,
): Outcome {
  if (one.count === 0 || one.unitGrams === 0) return "NoLabels";
  if (m.mints.has(one.root)) return "LabelRootUsed";
  const batch = ledger.batches.get(one.batch);
  if (!batch || keeperOf(batch) !== actor) return "NotBatchHolder";
  if (batch.open) return "BatchNotClosed";
  const unsound = notSound(ledger, certificates, one.batch, now);
  if (unsound !== "accepted") return unsound;
  const grams = BigInt(one.count) * BigInt(one.unitGrams);
  if (grams > leftOf(batch)) return "BatchMassExceeded";
  batch.labelled += grams;
  m.mints.set(one.root, {
    batch: one.batch,
    packer: actor,
    count: one.count,
    unitGrams: one.unitGrams,
    mintedAt: now,
    activatedAt: 0,
    voided: new Map(),
  });
  return "accepted";
}

function notOwn(minting: Minting | undefined, actor: string): Outcome {
  if (!minting) return "LabelRootUnknown";
  return minting.packer === actor ? "accepted" : "NotPacker";
}

export function activate(
  m: Labels,
  ledger: Ledger,
  certificates: Certificates,
  actor: string,
  root: string,
  now: number,
): Outcome {
  const minting = m.mints.get(root);
  const refused = notOwn(minting, actor);
  if (!minting || refused !== "accepted") return refused;
  if (minting.activatedAt !== 0) return "AlreadyActive";
  const unsound = notSound(ledger, certificates, minting.batch, now);
  if (unsound !== "accepted") return unsound;
  minting.activatedAt = now;
  return "accepted";
}

export function voidLabels(
  m: Labels,
  ledger: Ledger,
  actor: string,
  one: { root: string; indexes: readonly number[]; cause: number; reason: string },
  now: number,
): Outcome {
  if (one.reason === "") return "ReasonLengthOutOfRange";
  const minting = m.mints.get(one.root);
  const refused = notOwn(minting, actor);
  if (!minting || refused !== "accepted") return refused;
  if (one.cause !== 3 && one.cause !== (minting.activatedAt === 0 ? 1 : 2)) return "CauseNotPossible";
  if (one.indexes.length === 0 || one.indexes.length > 256) return "IndexCountOutOfRange";
  const seen = new Set<number>();
  for (const index of one.indexes) {
    if (index >= minting.count) return "IndexOutOfRange";
    if (minting.voided.has(index) || seen.has(index)) return "AlreadyVoid";
    seen.add(index);
  }
  for (const index of one.indexes) minting.voided.set(index, { reason: one.reason, time: now, cause: one.cause });
  const batch = ledger.batches.get(minting.batch);
  if (batch && minting.activatedAt === 0) batch.labelled -= BigInt(one.indexes.length) * BigInt(minting.unitGrams);
  return "accepted";
}

export function labelState(
  { mints }: Labels,
  root: string,
  index: number,
): readonly [state: number, since: number, reason: string, cause: number] {
  const minting = mints.get(root);
  if (!minting || index >= minting.count) return [NOTHING, 0, "", 0];
  const voided = minting.voided.get(index);
  if (voided) return [VOID, voided.time, voided.reason, voided.cause];
  if (minting.activatedAt !== 0) return [ACTIVE, minting.activatedAt, "", 0];
  return [PRINTED, minting.mintedAt, "", 0];
}
