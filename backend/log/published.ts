import { open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hex } from "#core/bytes.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { verifyNote } from "#core/log/note.ts";
import { nativeCrypto } from "../crypto.ts";
import type { Reading } from "../store/reading.ts";
import type { Page } from "./ask-witness.ts";
import type { LogName } from "./check.ts";
import type { SignedHead } from "./head.ts";
import { rootAt } from "./nodes.ts";

/** DATA_DIR/published.json, beside the store, so that an older store is noticed: the newest checkpoint shown, and the newest that a quorum cosigned. */
export type Published = { readonly newest: Page; readonly witnessed: Page | undefined };

const FILE = "published.json";
const WHAT_TO_DO = "Restore the newest copy of the data folder.";

/** What was last published; undefined before the first time. Refuses a file that the log's key did not sign. */
export async function readPublished(dataDir: string, log: LogName): Promise<Published | undefined> {
  const file = join(dataDir, FILE);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const { newest, witnessed } = JSON.parse(text) as { newest: string; witnessed?: string };
    return {
      newest: await pageOf(newest, log),
      witnessed: witnessed === undefined ? undefined : await pageOf(witnessed, log),
    };
  } catch (error) {
    throw new Error(`${file} is damaged, or of another log: ${String(error)}. ${WHAT_TO_DO}`, { cause: error });
  }
}

async function pageOf(checkpoint: string, { origin, vkey }: LogName): Promise<Page> {
  const head = parseCheckpoint(await verifyNote(nativeCrypto, checkpoint, [vkey]));
  if (head.origin !== origin) throw new Error(`it is of ${head.origin}`);
  return { size: head.size, root: hex(head.root), checkpoint };
}

/** What readers were shown must be in the store: a store that lacks it would sign a second history. */
export async function refuseIfPublishedDiffers(
  reading: Reading,
  head: SignedHead,
  { newest, witnessed }: Published,
): Promise<void> {
  for (const { size, root } of witnessed ? [newest, witnessed] : [newest]) {
    if (size > head.size)
      throw new Error(
        `log behind its own checkpoint: ${size} entries were published, ${head.size} are stored. ${WHAT_TO_DO}`,
      );
    const stored = hex(await rootAt(reading, size));
    if (stored !== root)
      throw new Error(
        `log differs from what was published at ${size} entries: published root ${root}, stored ${stored}. This is not the log that was published. ${WHAT_TO_DO}`,
      );
  }
}

/** On disk before it returns, whole or not at all. */
export async function writePublished(dataDir: string, { newest, witnessed }: Published): Promise<void> {
  const file = join(dataDir, FILE);
  const text = JSON.stringify({ newest: newest.checkpoint, ...(witnessed && { witnessed: witnessed.checkpoint }) });
  await synced(`${file}.new`, "w", (handle) => handle.writeFile(`${text}\n`));
  await rename(`${file}.new`, file);
  await synced(dirname(file), "r", () => Promise.resolve());
}

type Handle = Awaited<ReturnType<typeof open>>;
async function synced(path: string, flags: string, write: (handle: Handle) => Promise<void>): Promise<void> {
  const handle = await open(path, flags);
  try {
    await write(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
