import { hex } from "#core/bytes.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { verifyNote } from "#core/log/note.ts";
import { emptyRange, rangeRoot } from "#core/log/range.ts";
import { nativeCrypto, sha256 } from "../crypto.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { Damaged } from "../store/sealed.ts";
import { checkLines } from "./check-lines.ts";
import { readHead, type SignedHead } from "./head.ts";
import { addSeal, EMPTY_DIGEST } from "./ledger.ts";
import { decodeLine, type LogLine } from "./record.ts";
import { runIn } from "./series.ts";

/** A log as others know it: its origin and its C2SP verifier key. */
export type LogName = { readonly origin: string; readonly vkey: string };
/** What was read and found in order. `rows` counts every row of the store, `root` is hex. */
export type Checked = {
  readonly rows: number;
  readonly entries: number;
  readonly nodes: number;
  /** Places in series. */
  readonly links: number;
  readonly root: string;
};
/** The first thing wrong: the key of the row, and what is wrong there. */
export type Finding = { readonly where: string; readonly what: string };
export type Watch = {
  /** Called for every line in order, for what a caller wants to check besides (signatures, say). May throw Damaged. */
  readonly each?: (line: LogLine) => void;
  /** Awaited after every few rows: to show progress, to pause, or to give up by throwing. */
  readonly between?: (done: { readonly rows: number; readonly entries: number }) => Promise<void> | void;
};

/** What is read before others have their turn: some milliseconds of work. */
const ROWS_AT_ONCE = 512;
const LINES_AT_ONCE = 64;

/**
 * Reads everything under the signed head: each row of the store through its hash; each entry's leaf hash, the tree's
 * nodes, the place by which a repeated statement is known, the place in each series and the hash of the one before, the
 * names, all recomputed from the entries; the root against the head, the ledger's rows and the names of captures against the
 * head's digest of them, and the head's checkpoint against the log's key.
 * Memory is bounded; on a store that is being written, give it `store.snapshot()`.
 *
 * @returns what was checked, or the first finding. Errors of the disk itself are thrown as they come.
 */
export async function checkLog(reading: Reading, log: LogName, watch: Watch = {}): Promise<Checked | Finding> {
  try {
    const counts = await countRows(reading, watch);
    const head = await readHead(reading);
    if (!head) throw new Damaged(keys.head, "there is no signed head");
    await checkHead(head, log);
    if (counts.ledger !== head.ledger)
      throw new Damaged(
        "l/",
        "the rows of the ledger and of captures are not those that the head was signed with: one is gone, or an old one",
      );
    const { nodes, links, loose } = await checkEntries(reading, head, watch, counts.all);
    for (const [prefix, found, known] of [
      ["u", counts.of("u"), loose],
      ["s", counts.links, links],
    ] as const)
      if (found !== known)
        throw new Damaged(`${prefix}/`, `${found} places are stored, ${known} follow from the entries`);
    return { rows: counts.all, entries: head.size, nodes, links, root: head.root };
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    return { where: error.where, what: error.what };
  }
}

/** Every row of the store, whatever it is of: as it is listed, and as it is found by its key, which LevelDB looks up in other bytes. */
async function countRows(
  reading: Reading,
  { between }: Watch,
): Promise<{ all: number; of(prefix: string): number; links: number; ledger: string }> {
  const counts = new Map<string, number>();
  const digest = Buffer.from(EMPTY_DIGEST, "hex");
  let [all, links] = [0, 0];
  let listed: string[] = [];
  const find = async (): Promise<void> => {
    const lost = (await reading.readMany(listed)).indexOf(undefined);
    if (lost >= 0) throw new Damaged(listed[lost] ?? "", "the row is listed, but not found by its key");
    listed = [];
  };
  for await (const [key, value] of reading.scan({ from: "", to: "~" })) {
    const [prefix = ""] = key.split("/", 1);
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    if (prefix === "l" || prefix === "j") addSeal(digest, key, value);
    if (prefix === "s") links += runIn(key, value).length;
    all += 1;
    listed.push(key);
    if (listed.length < ROWS_AT_ONCE) continue;
    await find();
    await between?.({ rows: all, entries: 0 });
  }
  await find();
  return { all, of: (prefix) => counts.get(prefix) ?? 0, links, ledger: hex(digest) };
}

/** The stored checkpoint says what the head says, under the log's own key. */
async function checkHead({ size, root, checkpoint }: SignedHead, { origin, vkey }: LogName): Promise<void> {
  try {
    const said = parseCheckpoint(await verifyNote(nativeCrypto, checkpoint, [vkey]));
    if (said.origin === origin && said.size === size && hex(said.root) === root) return;
  } catch (error) {
    throw new Damaged(keys.head, `the stored checkpoint does not verify: ${String(error)}`);
  }
  throw new Damaged(keys.head, "the stored checkpoint says another origin, size or root than the head");
}

async function checkEntries(
  reading: Reading,
  head: SignedHead,
  { each, between }: Watch,
  rows: number,
): Promise<{ nodes: number; links: number; loose: number }> {
  let [range, time, nodes, links, loose] = [emptyRange(), 0, 0, 0, 0];
  let lines: LogLine[] = [];
  const settle = async (): Promise<void> => {
    const checked = await checkLines(reading, range, lines);
    range = checked.range;
    nodes += checked.nodes;
    links += checked.links;
    loose += checked.loose;
    lines = [];
    await between?.({ rows, entries: range.size });
  };
  for await (const [key, value] of reading.scan({ from: keys.entry(0), to: keys.entry(head.size) })) {
    const index = range.size + lines.length;
    if (key !== keys.entry(index)) throw new Damaged(keys.entry(index), `entry ${index} is missing`);
    const line = decodeLine(index, value);
    if (line.recordedAt < time) throw new Damaged(key, `entry ${index} is dated before the one in front of it`);
    time = line.recordedAt;
    each?.(line);
    lines.push(line);
    if (lines.length === LINES_AT_ONCE) await settle();
  }
  await settle();
  if (range.size < head.size) throw new Damaged(keys.entry(range.size), `entry ${range.size} is missing`);
  if (hex(rangeRoot(sha256, range)) !== head.root)
    throw new Damaged(keys.head, "the signed root is not that of the stored entries");
  return { nodes, links, loose };
}
