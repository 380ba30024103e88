import { hex } from "#core/bytes.ts";
import type { Entry } from "#core/entry.ts";
import { leafHash } from "#core/log/tree.ts";
import { Refusal } from "#core/refusal.ts";
import { sha256 } from "../crypto.ts";
import { keys } from "../store/keys.ts";
import type { Reading } from "../store/reading.ts";
import { Damaged } from "../store/sealed.ts";

/** One line of the log as it is stored. */
export type LogLine = {
  readonly index: number;
  readonly recordedAt: number;
  readonly leaf: Uint8Array;
  readonly leafHash: string;
  readonly entry: Entry;
};

/** recordedAt (8 bytes big-endian, seconds) ‖ leaf. */
export function encodeLine(recordedAt: number, leaf: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(8 + leaf.length);
  bytes.writeBigUInt64BE(BigInt(recordedAt));
  bytes.set(leaf, 8);
  return bytes;
}

export const leafIn = (value: Uint8Array): Uint8Array => value.subarray(8);

export function decodeLine(index: number, value: Uint8Array): LogLine {
  const leaf = leafIn(value);
  return {
    index,
    recordedAt: Number(Buffer.from(value.subarray(0, 8)).readBigUInt64BE()),
    leaf,
    leafHash: hex(leafHash(sha256, leaf)),
    entry: entryIn(index, leaf),
  };
}

function entryIn(index: number, leaf: Uint8Array): Entry {
  try {
    return JSON.parse(Buffer.from(leaf).toString("utf8")) as Entry;
  } catch {
    throw new Damaged(keys.entry(index), `entry ${index} is not JSON`);
  }
}

export async function readLines(store: Reading, indexes: readonly number[]): Promise<readonly LogLine[]> {
  const values = await store.readMany(indexes.map(keys.entry));
  return values.map((value, at) => {
    const index = indexes[at] ?? 0;
    if (!value) throw new Refusal("entry-unknown", { index });
    return decodeLine(index, value);
  });
}

export async function readLine(store: Reading, index: number): Promise<LogLine> {
  const [line] = await readLines(store, [index]);
  return line ?? unreachable();
}

const unreachable = (): never => {
  throw new Error("no line");
};

/** Seconds since 1970 as RFC 3339, UTC. */
export const rfc3339 = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
