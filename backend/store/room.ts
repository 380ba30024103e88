import { randomFillSync } from "node:crypto";
import { open, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";

/** Bytes. `reserve` is held back on the disk for the next start, `least` must be free beside it before anything is written. */
export type RoomSizes = { readonly reserve: number; readonly least: number };
/** Room on the disk of a data folder. */
export type Room = {
  /** Whether there is room to write, by what the disk says now. Takes the reserve back once there is room for it. */
  look(): Promise<boolean>;
};

const MIB = 2 ** 20;
/** LevelDB replays a log of up to 16 MiB for each part into a table as it opens; while it serves, it merges some 80 MiB of tables at a time, of one part after the other. */
export const ROOM: RoomSizes = { reserve: 32 * MIB, least: 128 * MIB };
const CHUNK = MIB;
const reserveIn = (dataDir: string): string => join(dataDir, "reserve");

/**
 * Before the store is opened: on a full disk gives the reserve back, because LevelDB cannot open without writing. So readers
 * are served from a disk that others have filled.
 */
export async function makeRoom(dataDir: string, { reserve, least }: RoomSizes): Promise<void> {
  if ((await freeIn(dataDir)) < Math.max(reserve, least)) await rm(reserveIn(dataDir), { force: true });
}

/** Keeps the reserve of a data folder, and watches what is free beside it. */
export async function openRoom(dataDir: string, sizes: RoomSizes): Promise<Room> {
  const file = reserveIn(dataDir);
  let held = (await stat(file).catch(() => undefined))?.size === sizes.reserve;
  let taking: Promise<void> | undefined;

  async function take(): Promise<void> {
    await rm(file, { force: true });
    if ((await freeIn(dataDir)) < sizes.reserve + sizes.least) return;
    held = await fill(file, sizes.reserve).catch(async () => {
      await rm(file, { force: true });
      return false;
    });
  }
  const look = async (): Promise<boolean> => {
    if (!held) {
      taking ??= take().finally(() => {
        taking = undefined;
      });
      await taking;
    }
    return held && (await freeIn(dataDir)) >= sizes.least;
  };
  await look();
  return { look };
}

/** What this process may still write on the disk of a folder, bytes. */
async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Random bytes: what can be compressed or left as a hole holds no room. */
async function fill(file: string, size: number): Promise<true> {
  const chunk = randomFillSync(Buffer.allocUnsafe(CHUNK));
  const handle = await open(file, "w", 0o600);
  try {
    for (let at = 0; at < size; at += CHUNK) await handle.writeFile(chunk.subarray(0, Math.min(CHUNK, size - at)));
    await handle.sync();
    return true;
  } finally {
    await handle.close();
  }
}
