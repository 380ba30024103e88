import { hex, utf8 } from "../bytes.ts";
import { canonicalText } from "../canonical.ts";
import type { Hash } from "../crypto.ts";
import { type Entry, MOST_LEAF_BYTES } from "../entry.ts";
import { leafHash } from "../log/tree.ts";
import { Refusal } from "../refusal.ts";
import { parseEntry } from "./parse.ts";

/** An entry as it would be logged. */
export type Prepared = {
  readonly entry: Entry;
  readonly leaf: Uint8Array;
  readonly leafHash: Uint8Array;
  /** RFC 8785 bytes without the signature, and their SHA-256 (hex): the same for every signature of one statement. */
  readonly unsignedBytes: Uint8Array;
  readonly unsigned: string;
};

/** Hostile JSON → an entry and its hashes, before it waits for its turn. */
export function prepareEntry(json: unknown, sha256: Hash, at = ""): Prepared {
  const entry = parseEntry(json, at);
  const text = spell(entry);
  const leaf = utf8(text.leaf);
  if (leaf.length > MOST_LEAF_BYTES) throw new Refusal("leaf-too-large", { bytes: leaf.length });
  const unsignedBytes = utf8(text.unsigned);
  return { entry, leaf, leafHash: leafHash(sha256, leaf), unsignedBytes, unsigned: hex(sha256(unsignedBytes)) };
}

/** RFC 8785 text of an entry with its signature and without. They differ by one member, so the rest is spelled out once. */
function spell({ statement, actor, key, series, signature }: Entry): { leaf: string; unsigned: string } {
  const before = `{"actor":${canonicalText(actor)},"key":${canonicalText(key)},"series":${canonicalText(series)},`;
  const after = `"statement":${canonicalText(statement)}}`;
  return { leaf: `${before}"signature":${canonicalText(signature)},${after}`, unsigned: before + after };
}
