import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** What the transactions only mean together with. Any difference gives other hashes, so it is refused. */
export type Genesis = {
  readonly format: "liangji-devchain/v1";
  readonly engine: string;
  readonly hardfork: string;
  readonly chainId: number;
  readonly genesisSeconds: number;
};
export type JournalLine = readonly [timestamp: number, rawTransaction: string];
export type Journal = {
  readonly genesis: Genesis;
  readonly lines: readonly JournalLine[];
  /** Returns when the line is on the disk. */
  append(line: JournalLine): Promise<void>;
  close(): Promise<void>;
};

const NEWLINE = 0x0a;

/** Opens or begins the journal. `fresh` is what a new one is pinned to; an old one must agree, but for its own start time. */
export async function openJournal(file: string, fresh: Genesis): Promise<Journal> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, "a+");
  try {
    const [first, ...rest] = await readWhole(handle);
    const genesis = first === undefined ? fresh : parseGenesis(file, first, fresh);
    const lines = rest.map((line, i) => parseLine(file, i + 2, line));
    if (first === undefined) {
      await writeLine(handle, fresh);
      await syncFolder(dirname(file));
    }
    return { genesis, lines, append: (line) => writeLine(handle, line), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A last line without its end was never acknowledged: the process died while writing it. */
async function readWhole(handle: FileHandle): Promise<string[]> {
  const bytes = await handle.readFile();
  const end = bytes.lastIndexOf(NEWLINE) + 1;
  if (end < bytes.length) {
    await handle.truncate(end);
    await handle.datasync();
  }
  return bytes.subarray(0, end).toString("utf8").split("\n").slice(0, -1);
}

async function writeLine(handle: FileHandle, value: Genesis | JournalLine): Promise<void> {
  await handle.appendFile(`${JSON.stringify(value)}\n`);
  await handle.datasync();
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

function parseGenesis(file: string, line: string, fresh: Genesis): Genesis {
  const written: Partial<Genesis> = json(file, 1, line) ?? {};
  for (const name of ["format", "engine", "hardfork", "chainId"] as const) {
    if (written[name] !== fresh[name])
      throw new Error(
        `devchain journal ${file} was written with ${name}=${written[name]}, this is ${name}=${fresh[name]}: ` +
          "its transactions would give other hashes. Go back to that version, or begin anew with another data folder.",
      );
  }
  if (!Number.isSafeInteger(written.genesisSeconds)) throw malformed(file, 1);
  return written as Genesis;
}

function parseLine(file: string, number: number, line: string): JournalLine {
  const value = json<unknown>(file, number, line);
  if (!Array.isArray(value) || value.length !== 2) throw malformed(file, number);
  const [timestamp, raw] = value as [unknown, unknown];
  if (!Number.isSafeInteger(timestamp) || typeof raw !== "string") throw malformed(file, number);
  return [timestamp as number, raw];
}

function json<T>(file: string, number: number, line: string): T {
  try {
    return JSON.parse(line);
  } catch {
    throw malformed(file, number);
  }
}

const malformed = (file: string, number: number) =>
  new Error(
    `devchain journal ${file} line ${number} is damaged. Restore the file, or begin anew with another data folder.`,
  );
