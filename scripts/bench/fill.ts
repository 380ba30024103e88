import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Entry } from "#core/entry.ts";
import { backup } from "../backup.ts";
import { penFor } from "./pen.ts";
import { admissions, type Said, storyOf } from "./stories.ts";

const CHILD = fileURLToPath(new URL("fill-child.ts", import.meta.url));
const PER_LINE = 200;
/** Stories that go on at the same time, as seasons do. */
const SIDE_BY_SIDE = 500;

/**
 * Data folders, one for each size, in `folder`: made by one log that grows, copied at each size, unless all are there.
 * @param sizes ascending, in entries
 */
export async function filledTo(
  sizes: readonly number[],
  origin: string,
  folder: string,
  say: (line: string) => void,
  sideBySide = SIDE_BY_SIDE,
): Promise<readonly string[]> {
  const folders = sizes.map((size) => join(folder, String(size)));
  if (folders.every((one) => existsSync(one))) return folders;
  await rm(folder, { recursive: true, force: true });
  const growing = join(folder, "growing");
  const fill = filler(
    growing,
    origin,
    sideBySide,
    (added, of) => added % 50_000 === 0 && say(`filled ${added} of ${of}`),
  );
  for (const [n, size] of sizes.entries()) {
    say(`filling to ${size}`);
    await fill(size - (sizes[n - 1] ?? 0));
    await backup(growing, folders[n] as string);
  }
  await rm(growing, { recursive: true });
  return folders;
}

/** Adds entries to a log that nobody has open. The next call goes on where the stories stopped. */
function filler(dataDir: string, origin: string, sideBySide: number, progress: (added: number, of: number) => void) {
  const pen = penFor(origin);
  const said = everything(sideBySide);
  return async (count: number): Promise<void> => {
    const child = spawn(process.execPath, [CHILD, dataDir, origin], { stdio: ["pipe", "pipe", "inherit"] });
    const ended = once(child, "close");
    for (let added = 0; added < count; ) {
      const entries: Entry[] = [];
      while (entries.length < PER_LINE && added + entries.length < count) entries.push(pen(said.next().value));
      added += entries.length;
      if (!child.stdin.write(`${JSON.stringify(entries)}\n`)) await once(child.stdin, "drain");
      progress(added, count);
    }
    child.stdin.end();
    const [code] = await ended;
    if (code !== 0) throw new Error(`filling the log ended with ${code}`);
  };
}

function* everything(sideBySide: number): Generator<Said, never> {
  yield* admissions;
  for (let first = 0; ; first += sideBySide) {
    const stories = Array.from({ length: sideBySide }, (_, n) => storyOf(first + n));
    for (let line = 0; stories.some((story) => story.length > line); line++)
      for (const story of stories) yield* story.slice(line, line + 1);
  }
}
