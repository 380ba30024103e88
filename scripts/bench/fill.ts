import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Entry } from "#core/entry.ts";
import { penFor } from "./pen.ts";
import { admissions, type Said, storyOf } from "./stories.ts";

const CHILD = fileURLToPath(new URL("fill-child.ts", import.meta.url));
const PER_LINE = 200;
/** Stories that go on at the same time, as seasons do. */
const SIDE_BY_SIDE = 500;

/** Adds entries to a log that nobody has open. The next call goes on where the stories stopped. */
export function filler(dataDir: string, origin: string, progress: (added: number, of: number) => void) {
  const pen = penFor(origin);
  const said = everything();
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

function* everything(): Generator<Said, never> {
  yield* admissions;
  for (let first = 0; ; first += SIDE_BY_SIDE) {
    const stories = Array.from({ length: SIDE_BY_SIDE }, (_, n) => storyOf(first + n));
    for (let line = 0; stories.some((story) => story.length > line); line++)
      for (const story of stories) yield* story.slice(line, line + 1);
  }
}
