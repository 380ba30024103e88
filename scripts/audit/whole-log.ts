import { sha256 } from "#backend/crypto.ts";
import { hex } from "#core/bytes.ts";
import type { Entry } from "#core/entry.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { apply } from "#core/ledger/apply.ts";
import { type Ledger, ledgerOf } from "#core/ledger/ledger.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { verifyNote } from "#core/log/note.ts";
import { append, emptyRange, rangeRoot } from "#core/log/range.ts";
import { encodeTilePath, parseEntryBundle } from "#core/log/tile.ts";
import { leafHash } from "#core/log/tree.ts";
import { nodeCrypto } from "../node-crypto.ts";

const TILE = 256;
const MOST_MILLISECONDS = 30_000;

/** A log read from its first entry to its newest published head; `roots` are those of its first so many entries that were asked for, hex. */
export type WholeLog = {
  readonly size: number;
  readonly ledger: Ledger;
  readonly roots: ReadonlyMap<number, string>;
};

/** What is served as the log is not what its key signed. */
export class LogDiffers extends Error {}

/**
 * Reads all entries of a log over HTTP (C2SP tlog-tiles) and adds them up. Whoever serves them is not believed: their root is that of
 * the checkpoint, which the policy's key signed.
 *
 * @throws LogDiffers with what does not match
 */
export async function readWholeLog(
  service: string,
  { log, roots: known }: Policy,
  sizes: ReadonlySet<number>,
): Promise<WholeLog> {
  const note = Buffer.from(await bytesAt(`${service}/log/checkpoint`)).toString("utf8");
  const head = parseCheckpoint(await verifyNote(nodeCrypto, note, [log.vkey]).catch(notSigned));
  if (head.origin !== log.origin)
    throw new LogDiffers(`账页是另一本账的 the checkpoint is of another log: ${head.origin}`);
  const ledger = ledgerOf(known);
  const roots = new Map<number, string>();
  let range = emptyRange();
  for (let first = 0; first < head.size; first += TILE) {
    const width = Math.min(TILE, head.size - first);
    const path = encodeTilePath({ level: "entries", index: first / TILE, width });
    for (const leaf of parseEntryBundle(await bytesAt(`${service}/log/tile/${path}`))) {
      const hash = leafHash(sha256, leaf);
      range = append(sha256, range, hash).range;
      if (sizes.has(range.size)) roots.set(range.size, hex(rangeRoot(sha256, range)));
      addUp(ledger, leaf, range.size - 1, hex(hash));
    }
  }
  if (range.size !== head.size || hex(rangeRoot(sha256, range)) !== hex(head.root))
    throw new LogDiffers(
      `账本的条目算不出签名的根（${head.size} 条） the entries do not give the signed root of ${head.size} entries`,
    );
  return { size: head.size, ledger, roots };
}

async function bytesAt(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(MOST_MILLISECONDS) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function addUp(ledger: Ledger, leaf: Uint8Array, index: number, hash: string): void {
  try {
    apply(ledger, JSON.parse(Buffer.from(leaf).toString("utf8")) as Entry, index, hash, sha256);
  } catch {
    throw new LogDiffers(`账本第 ${index} 行读不懂 line ${index} of the log is no entry`);
  }
}

function notSigned(): never {
  throw new LogDiffers("账页不是账本的钥匙签的 the checkpoint is not signed by the log's key");
}
