import { existsSync } from "node:fs";
import { constants, copyFile, link, mkdir, open, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parts } from "./parts.ts";

const CURRENT = "CURRENT";
const TABLE = /^\d+\.ldb$/;
const GROWS = /^(MANIFEST-\d+|\d+\.log)$/;
const MOST_TRIES = 100;

/**
 * Copies a store as it is at one moment, while it may be written to. The tree last: what it has beyond the head of the rows
 * is what a crash leaves, too.
 *
 * @returns false, and does nothing, when there is no store in `from`
 */
export async function copyStore(from: string, to: string): Promise<boolean> {
  if (!hasStore(from)) return false;
  for (const part of parts) await copyLevel(join(from, part), join(to, part));
  await syncFolder(to);
  return true;
}

export const hasStore = (folder: string): boolean => existsSync(join(folder, parts[0], CURRENT));

/**
 * Copies a LevelDB folder as it is at one moment, while it may be written to. Tables never change: they are linked, and
 * cost neither time nor space. Log and manifest only grow; every beginning of a log is the store as it once was. That they
 * belong together is sure when nothing was added to the manifest meanwhile; otherwise it is done again.
 */
async function copyLevel(from: string, to: string): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++)
    try {
      const manifest = await manifestOf(from);
      if (manifest === undefined) return;
      await copyOnce(from, to);
      if ((await manifestOf(from)) !== manifest) continue;
      return await syncFolder(to);
    } catch (error) {
      // A file that went away: a compaction was quicker.
      if ((error as { code?: string }).code !== "ENOENT") throw error;
    }
  throw new Error(`${from} changes faster than it can be copied`);
}

/** Which manifest counts, and how long it is; undefined where there is no store. */
async function manifestOf(store: string): Promise<string | undefined> {
  const name = await readFile(join(store, CURRENT), "utf8").catch(() => undefined);
  return name && `${name} ${(await stat(join(store, name.trim()))).size}`;
}

async function copyOnce(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const there = new Set(await readdir(to));
  for (const name of await readdir(from))
    if (TABLE.test(name) && !there.has(name)) await linkOrCopy(join(from, name), join(to, name));
    else if (GROWS.test(name)) await copyDurably(join(from, name), join(to, name));
  await copyDurably(join(from, CURRENT), join(to, CURRENT));
}

/** Some file systems know no links. */
const linkOrCopy = (from: string, to: string): Promise<void> =>
  link(from, to).catch((error: { code?: string }) => {
    if (error.code === "ENOENT") throw error;
    return copyDurably(from, to);
  });

export async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await sync(to);
}

export const syncFolder = (folder: string): Promise<void> => sync(folder);

async function sync(path: string): Promise<void> {
  const file = await open(path, "r");
  await file.sync().finally(() => file.close());
}
