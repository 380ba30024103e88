import { existsSync, readdirSync, statSync } from "node:fs";
import { constants, copyFile, link, mkdir, open, readdir, truncate } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Part, parts } from "./parts.ts";

const CURRENT = "CURRENT";
const TABLE = /^\d+\.ldb$/;
const GROWS = /^(MANIFEST-\d+|\d+\.log)$/;
const HOLDS = /^\d+\.(ldb|log)$/;
const MANIFEST = /^MANIFEST-/;
const MOST_TRIES = 100;

/**
 * Copies a store as it is at one moment, while it may be written to. Tables never change: they are linked, and cost neither
 * time nor space. Logs and manifests only grow: they are copied as long as they were at that moment, and every beginning of
 * a log is the store as it once was. That they belong together is sure when nothing was added to a manifest meanwhile;
 * otherwise it is done again.
 *
 * @returns false, and does nothing, when there is no store in `from`
 * @throws where LevelDB would take a damaged store for none, and clear away what is in it
 */
export async function copyStore(from: string, to: string): Promise<boolean> {
  await refuseUnreadable(from);
  if (!hasStore(from)) return false;
  for (let tries = 0; tries < MOST_TRIES; tries++)
    try {
      const moment = momentOf(from);
      if (!moment) continue;
      for (const { name, files } of moment) await linkTables(join(from, name), join(to, name), files);
      if (!isDeepStrictEqual(manifestsIn(moment), manifestsIn(partsOf(from)))) continue;
      for (const { name, files } of moment) await copyGrowing(join(from, name), join(to, name), files);
      await syncFolder(to);
      return true;
    } catch (error) {
      // A file that went away: a compaction was quicker.
      if ((error as { code?: string }).code !== "ENOENT") throw error;
    }
  throw new Error(`${from} changes faster than it can be copied`);
}

/** Names of files, and how long each that grows is. */
type Files = ReadonlyMap<string, number>;
type Moment = readonly { readonly name: Part; readonly files: Files }[];

/**
 * Both parts at one moment, if the rows stayed what they are while the tree was looked at. So at most one commit lies above
 * their head, as after a crash. Without waiting in between: a look is some tenths of a millisecond, a commit is several.
 */
function momentOf(from: string): Moment | undefined {
  const moment = partsOf(from);
  return isDeepStrictEqual(filesOf(join(from, "rows")), moment[0]?.files) ? moment : undefined;
}

/** The rows first. */
const partsOf = (from: string): Moment => parts.map((name) => ({ name, files: filesOf(join(from, name)) }));

/** None where the folder is missing: what follows from that is for a start to say. */
function filesOf(folder: string): Files {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => TABLE.test(name) || GROWS.test(name));
  return new Map(names.sort().map((name) => [name, GROWS.test(name) ? statSync(join(folder, name)).size : 0]));
}

const manifestsIn = (moment: Moment) => moment.map(({ files }) => [...files].filter(([name]) => MANIFEST.test(name)));

async function linkTables(from: string, to: string, files: Files): Promise<void> {
  await mkdir(to, { recursive: true });
  const there = new Set(await readdir(to));
  for (const name of files.keys())
    if (TABLE.test(name) && !there.has(name)) await linkOrCopy(join(from, name), join(to, name));
}

async function copyGrowing(from: string, to: string, files: Files): Promise<void> {
  if (files.size === 0) return;
  for (const [name, size] of files) if (GROWS.test(name)) await copyDurably(join(from, name), join(to, name), size);
  await copyDurably(join(from, CURRENT), join(to, CURRENT));
  await syncFolder(to);
}

/** What LevelDB does not know as its own it clears away: a part that lost its CURRENT, and a store of before there were parts. */
async function refuseUnreadable(from: string): Promise<void> {
  for (const part of parts) {
    const names = await namesIn(join(from, part));
    if (!names.includes(CURRENT) && names.some((name) => HOLDS.test(name)))
      throw new Error(
        `${join(from, part)} holds rows, but no ${CURRENT} says which of them count. Nothing was changed. Restore the newest copy of the data folder.`,
      );
  }
  if ((await namesIn(from)).includes(CURRENT))
    throw new Error(
      `${from} is a store of an earlier version. Nothing was changed. Deploy anew, into another data folder.`,
    );
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

export const hasStore = (folder: string): boolean => parts.some((part) => existsSync(join(folder, part, CURRENT)));

/** Some file systems know no links. */
const linkOrCopy = (from: string, to: string): Promise<void> =>
  link(from, to).catch((error: { code?: string }) => {
    if (error.code === "ENOENT") throw error;
    return copyDurably(from, to);
  });

/** `size`: only so many bytes from the beginning. */
export async function copyDurably(from: string, to: string, size?: number): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  if (size !== undefined) await truncate(to, size);
  await sync(to);
}

export const syncFolder = (folder: string): Promise<void> => sync(folder);

async function sync(path: string): Promise<void> {
  const file = await open(path, "r");
  await file.sync().finally(() => file.close());
}
