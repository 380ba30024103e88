import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { copyDurably, copyStore, hasStore, syncFolder } from "#backend/store/copy.ts";

const USAGE = "npm run backup -- --data DIR --to NEW_DIR";
/** What is only for the time of one run, or half written. */
const PASSING = /^(ready\.json|opening-\d+|reserve|store\.kept-.*|.*\.new)$/;

/**
 * Copies a data folder as it is at one moment, also while the service runs on it: the copy is a data folder again, and
 * is put back by copying it to where one is missing. Whole or not at all. Warning: the log's key is in it.
 */
export async function backup(dataDir: string, to: string): Promise<void> {
  if (existsSync(to)) throw new Error(`${to} 已经有了，请换一个。 It is there already; name another.`);
  if (to.startsWith(dataDir + sep)) throw new Error(`${to} 在数据文件夹里面，请换一处。 It is inside the data folder.`);
  const unfinished = `${to}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(to), { recursive: true });
  await copyFolder(dataDir, unfinished);
  await rename(unfinished, to);
  await syncFolder(dirname(to));
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  // The store last: the mark, what was published and a development chain must not be ahead of it.
  const names = (await readdir(from)).filter((name) => !PASSING.test(name));
  for (const name of names.sort((a, b) => Number(a === "store") - Number(b === "store"))) {
    const [source, target] = [join(from, name), join(to, name)];
    if (!(await stat(source)).isDirectory()) await copyFileAs(source, target);
    else if (hasStore(source)) await copyStoreAway(source, target);
    else await copyFolder(source, target);
  }
  await syncFolder(to);
}

async function copyFileAs(from: string, to: string): Promise<void> {
  await copyDurably(from, to);
  await chmod(to, (await stat(from)).mode & 0o777);
}

/** First beside itself, by links and in no time; from there, where nothing changes, to wherever it is to go. */
async function copyStoreAway(from: string, to: string): Promise<void> {
  const still = await mkdtemp(`${from}.kept-`);
  try {
    await copyStore(from, still);
    await copyFolder(still, to);
  } finally {
    await rm(still, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { data: { type: "string" }, to: { type: "string" } } });
  const dataDir = resolve(values.data ?? process.env.DATA_DIR ?? ".data");
  try {
    if (values.to === undefined || !existsSync(join(dataDir, "store"))) throw new Error(USAGE);
    const began = performance.now();
    await backup(dataDir, resolve(values.to));
    console.log(`已备份 backed up in ${Math.round(performance.now() - began)} ms: ${values.to}`);
    console.log(`查一遍 check it: npm run fsck -- --data ${values.to}`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
