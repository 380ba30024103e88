import { hex, utf8 } from "../bytes.ts";
import { canonicalText } from "../canonical.ts";
import type { Hash } from "../crypto.ts";
import { type Entry, leafOf } from "../entry.ts";
import { leafHash } from "../log/tree.ts";
import { Refusal } from "../refusal.ts";
import { parseEntry } from "./parse.ts";

/** An entry as it would be logged. `unsigned` is SHA-256 (hex) of it without its signature: the same for every signature of one statement. */
export type Prepared = {
  readonly entry: Entry;
  readonly leaf: Uint8Array;
  readonly leafHash: Uint8Array;
  readonly unsigned: string;
};

/** Hostile JSON → an entry and its hashes, before it waits for its turn. */
export function prepareEntry(json: unknown, sha256: Hash, at = ""): Prepared {
  const entry = parseEntry(json, at);
  const { statement, actor, key, series } = entry;
  const leaf = leafOf(entry);
  const unsigned = canonicalText({ statement, actor, key, series });
  // What looks the same must be the same: é is one character, not two (Unicode UAX 15).
  if (unsigned.normalize("NFC") !== unsigned)
    throw new Refusal("field-invalid", { path: at || "entry", problem: "text in Unicode NFC expected" });
  return {
    entry,
    leaf,
    leafHash: leafHash(sha256, leaf),
    unsigned: hex(sha256(utf8(unsigned))),
  };
}
