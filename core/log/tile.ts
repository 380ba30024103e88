import { concat } from "../bytes.ts";
import { Refusal } from "../refusal.ts";

/** C2SP tlog-tiles: level 0–63 or "entries", index, and 1–255 for a partial tile (256 = whole). */
export type TilePath = { readonly level: number | "entries"; readonly index: number; readonly width: number };

const PATH = /^(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** 1234067 → x001/x234/067. */
export function encodeTilePath({ level, index, width }: TilePath): string {
  const groups = [String(index % 1000).padStart(3, "0")];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
  return `${level}/${groups.join("/")}${width < 256 ? `.p/${width}` : ""}`;
}

export function parseTilePath(path: string): TilePath {
  const [, level, groups, partial] = PATH.exec(path) ?? [];
  const index = Number(groups?.replaceAll(/[x/]/g, ""));
  const parsed: TilePath = {
    level: level === "entries" ? level : Number(level),
    index,
    width: partial ? Number(partial) : 256,
  };
  const fits =
    level !== undefined &&
    Number.isSafeInteger(index) &&
    (level === "entries" || Number(level) <= 63) &&
    (!partial || parsed.width < 256);
  // Leading zero groups and the like: one spelling only.
  if (!fits || encodeTilePath(parsed) !== path) throw new Refusal("tile-path-malformed", { path: path.slice(0, 60) });
  return parsed;
}

const MOST_ENTRY_BYTES = 65_535;
const MOST_ENTRIES = 256;

/** Entries one after another, each behind its length in two bytes, big endian. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  const long = entries.find((entry) => entry.length > MOST_ENTRY_BYTES);
  if (long) throw new Refusal("leaf-too-large", { bytes: long.length });
  return concat(...entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]));
}

/** The 1 to 256 entries of a bundle. Warning: only their hashes in a level 0 tile say that they are the log's. */
export function parseEntryBundle(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; ) {
    const length = ((bundle[at] ?? 0) << 8) | (bundle[at + 1] ?? 0);
    if (at + 2 + length > bundle.length) throw new Refusal("entry-bundle-malformed", { at });
    entries.push(bundle.subarray(at + 2, at + 2 + length));
    at += 2 + length;
    if (entries.length > MOST_ENTRIES) throw new Refusal("entry-bundle-malformed", { at });
  }
  if (entries.length === 0) throw new Refusal("entry-bundle-malformed", { at: 0 });
  return entries;
}
