import { readdirSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Level } from "level";
import { copyStore } from "./copy.ts";
import { Divided } from "./divided.ts";
import type { Part } from "./parts.ts";
import { makeRoom, ROOM, type RoomSizes } from "./room.ts";

/** LevelDB's own, in bytes, and the room that it is given. */
type Sizes = { readonly writeBufferSize?: number; readonly blockSize?: number; readonly room?: RoomSizes };
/** What is written is sorted into tables by so many bytes: with LevelDB's own 4 MiB, merging them took as much of a core as the log itself. */
const WRITE_BUFFER: Readonly<Record<Part, number>> = { rows: 16 * 2 ** 20, tree: 8 * 2 ** 20 };
const KEPT = "store.kept-";
const OPENING = "opening-";
/** Whose it is stands in its name: two processes may be started on one folder. */
const KEPT_BY = /^store\.kept-(\d+)-/;
const OPENED_BY = /^opening-(\d+)$/;
const storeOf = (dataDir: string): string => join(dataDir, "store");
/** By data folder: where its store is kept as it was before it was opened. */
const kept = new Map<string, string>();

/**
 * Opens the one store of a data folder; a second opener is told so in words. LevelDB deletes, while it opens, what it
 * could not read. So the store is kept beside it as it was, until `forgetKept` says that all is there, or `putBack` that it
 * is not.
 */
export async function openDatabase(dataDir: string, sizes: Sizes = {}): Promise<Divided> {
  await mkdir(dataDir, { recursive: true });
  await makeRoom(dataDir, sizes.room ?? ROOM);
  const before = await mkdtemp(join(dataDir, `${KEPT}${process.pid}-`));
  const opening = join(dataDir, `${OPENING}${process.pid}`);
  try {
    const copied = await copyStore(storeOf(dataDir), before);
    await writeFile(opening, "");
    const db = await openStore(storeOf(dataDir), sizes);
    await removeLeft(dataDir, OPENED_BY);
    // Where there was nothing to keep, there is nothing to put back either.
    if (copied) kept.set(dataDir, before);
    else await remove(before);
    return db;
  } catch (error) {
    await remove(opening);
    await remove(before);
    const cause = (error as { cause?: { code?: string } }).cause;
    if (cause?.code !== "LEVEL_LOCKED") throw error;
    throw new Error(`another service has this folder open: ${dataDir}`, { cause: error });
  }
}

/** Whether a process before ended while LevelDB opened the store: some damaged bytes make it abort, and then nobody can say why. */
export const wasCutOff = (dataDir: string): boolean => readdirSync(dataDir).some((name) => leftBy(OPENED_BY, name));

/** Opens a store's folder as it is: in it a folder of LevelDB's for each part. */
export async function openStore(location: string, { room: _room, ...sizes }: Sizes = {}): Promise<Divided> {
  const encodings = { keyEncoding: "utf8", valueEncoding: "buffer" } as const;
  // One after the other, each opened at once: a database that was made and left would open by itself, and once more when told to.
  const level = async (part: Part) => {
    const options = { ...encodings, writeBufferSize: WRITE_BUFFER[part], ...sizes };
    const db = new Level<string, Uint8Array>(join(location, part), options);
    await db.open();
    return db;
  };
  await mkdir(location, { recursive: true });
  const rows = await level("rows");
  try {
    const db = new Divided({ rows, tree: await level("tree") });
    await db.open();
    return db;
  } catch (error) {
    await rows.close();
    throw error;
  }
}

/** The store was found to have all that it had: what was kept goes, of this start and of others that were cut off. */
export async function forgetKept(dataDir: string): Promise<void> {
  kept.delete(dataDir);
  await removeLeft(dataDir, KEPT_BY);
}

/** The store, closed again, becomes what it was before it was opened. */
export async function putBack(dataDir: string): Promise<void> {
  const before = kept.get(dataDir);
  if (before === undefined) return;
  kept.delete(dataDir);
  const opened = `${before}-opened`;
  await rename(storeOf(dataDir), opened);
  await rename(before, storeOf(dataDir));
  await remove(opened);
}

async function removeLeft(dataDir: string, by: RegExp): Promise<void> {
  for (const name of await readdir(dataDir)) if (leftBy(by, name)) await remove(join(dataDir, name));
}

/** Ours, or of a process that is no more. */
function leftBy(by: RegExp, name: string): boolean {
  const pid = Number(by.exec(name)?.[1]);
  return pid > 0 && (pid === process.pid || !isAlive(pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
