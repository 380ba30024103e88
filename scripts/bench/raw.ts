import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "#backend/store/database.ts";
import { openDatabase } from "#backend/store/open.ts";
import { fromBase64url } from "#core/bytes.ts";
import { sampleAuthor } from "../author.ts";

const LEAF_BYTES = 750;

/** What the machine gives at most: the disk and the curve alone, each with nothing else to do. */
export async function rawLimits() {
  return {
    levelSyncBatchesOf100: await levelEntriesPerSecond(100, 1, 200),
    levelSyncPutsOfOneAt64: await levelEntriesPerSecond(1, 64, 64),
    p256VerificationsOnOneCore: p256PerSecond(4000),
  };
}

/** Leaves a second in synced batches of `size`, `atOnce` batches at a time. */
async function levelEntriesPerSecond(size: number, atOnce: number, rounds: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "liangji-raw-"));
  const db: Database = await openDatabase(folder);
  let next = 0;
  const batch = () =>
    Array.from({ length: size }, () => ({
      type: "put" as const,
      key: `e/${String(next++).padStart(14, "0")}`,
      value: randomBytes(LEAF_BYTES),
    }));
  const batches = Array.from({ length: rounds * atOnce }, batch);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = batches.pop(); one; one = batches.pop()) await db.batch(one, { sync: true });
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  await db.close();
  await rm(folder, { recursive: true, force: true });
  return Math.round(next / seconds);
}

function p256PerSecond(count: number): number {
  const secret = createPrivateKey({
    key: Buffer.from(fromBase64url(sampleAuthor("bench").pkcs8)),
    format: "der",
    type: "pkcs8",
  });
  const key = createPublicKey(secret);
  const data = createHash("sha512").update("bench").digest();
  const signature = sign("sha256", data, secret);
  const began = performance.now();
  for (let n = 0; n < count; n++) if (!verify("sha256", data, key, signature)) throw new Error("does not verify");
  return Math.round((count * 1000) / (performance.now() - began));
}
