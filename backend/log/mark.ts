import { closeSync, constants, existsSync, fdatasync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { sha256 } from "../crypto.ts";
import { syncFolder } from "../store/copy.ts";

/** What a head comes to; `root` is hex. */
type Point = { readonly size: number; readonly root: string };
/** How far the log was acknowledged, kept beside the store. */
export type Mark = {
  /** What the last acknowledged commit came to; undefined before the first. */
  readonly last: Point | undefined;
  /** On disk before it returns; one at a time. */
  set(point: Point): Promise<void>;
};

// Written in turn, each within a sector of its own: what a power cut tears is never the only one.
const PLACES = [0, 4096] as const;
const SEALED_BYTES = 40;
const BYTES = SEALED_BYTES + 32;
const sync = promisify(fdatasync);

/**
 * Opens DATA_DIR/mark. LevelDB passes over what it cannot read of its own newest writes (a flipped bit, a file that does
 * not open) and then gives the store as it was some commits ago, whole and in order: only what stands elsewhere can tell.
 *
 * @throws when there is a mark but nothing of it can be read
 */
export async function openMark(dataDir: string): Promise<Mark> {
  const file = join(dataDir, "mark");
  const points = existsSync(file) ? read(file) : [];
  if (!existsSync(file)) {
    closeSync(openSync(file, "wx", 0o600));
    await syncFolder(dataDir);
  }
  let newest = (points[1]?.size ?? -1) > (points[0]?.size ?? -1) ? 1 : 0;
  return {
    get last() {
      return points[newest];
    },
    set: async (point) => {
      const next = 1 - newest;
      const fd = openSync(file, constants.O_WRONLY);
      try {
        writeSync(fd, encode(point), 0, BYTES, PLACES[next]);
        await sync(fd);
      } finally {
        closeSync(fd);
      }
      points[next] = point;
      newest = next;
    },
  };
}

/** size (8 bytes, big endian) ‖ root ‖ SHA-256 of both. */
function encode({ size, root }: Point): Buffer {
  const bytes = Buffer.alloc(BYTES);
  bytes.writeBigUInt64BE(BigInt(size));
  bytes.write(root, 8, "hex");
  bytes.set(sha256(bytes.subarray(0, SEALED_BYTES)), SEALED_BYTES);
  return bytes;
}

function read(file: string): (Point | undefined)[] {
  const all = readFileSync(file);
  const points = PLACES.map((at) => decode(all.subarray(at, at + BYTES)));
  if (all.length > 0 && points.every((point) => point === undefined))
    throw new Error(`${file} is damaged. Nothing was changed: restore the newest copy of the data folder.`);
  return points;
}

function decode(bytes: Buffer): Point | undefined {
  const sealed = bytes.subarray(0, SEALED_BYTES);
  if (bytes.length < BYTES || !bytes.subarray(SEALED_BYTES).equals(sha256(sealed))) return undefined;
  return { size: Number(sealed.readBigUInt64BE()), root: sealed.toString("hex", 8) };
}
