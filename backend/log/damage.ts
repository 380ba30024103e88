import { existsSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Damaged } from "../store/sealed.ts";
import type { Store } from "../store/store.ts";
import { checkLog, type LogName } from "./check.ts";
import { damagedLog } from "./recover.ts";

/** DATA_DIR/damaged: the row in which this process found damage before it ended. */
const fileIn = (dataDir: string): string => join(dataDir, "damaged");

/** Keeps what was found for the next start. Never throws: the process is ending already. */
export function keepDamage(dataDir: string, { where, what }: Damaged): void {
  try {
    writeFileSync(fileIn(dataDir), `${JSON.stringify({ where, what })}\n`, { flush: true });
  } catch {
    // A disk that does not take this either: the next scrub finds the row again.
  }
}

/**
 * After damage was found, old or new, a start reads the whole log before it serves or signs anything: a start as such looks
 * at the newest entries only. Refuses while there is any, and forgets it once there is none.
 */
export async function refuseIfStillDamaged(dataDir: string, store: Store, log: LogName): Promise<void> {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return;
  const reading = store.snapshot();
  const found = await checkLog(reading, log).finally(() => reading.close());
  if ("where" in found) throw damagedLog(new Damaged(found.where, found.what));
  await rm(file);
}
