import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Level } from "level";

/** Opens the one store of a data folder; a second opener is told so in words. */
export async function openDatabase(dataDir: string): Promise<Level<string, Uint8Array>> {
  mkdirSync(dataDir, { recursive: true });
  const db = new Level<string, Uint8Array>(join(dataDir, "store"), { keyEncoding: "utf8", valueEncoding: "buffer" });
  try {
    await db.open();
    return db;
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause;
    if (cause?.code !== "LEVEL_LOCKED") throw error;
    throw new Error(`another service has this folder open: ${dataDir}`, { cause: error });
  }
}
