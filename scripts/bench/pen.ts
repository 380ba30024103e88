import { base64url, hex } from "#core/bytes.ts";
import { type Entry, leafOf, signedBytes } from "#core/entry.ts";
import { leafHash } from "#core/log/tree.ts";
import { sha256 } from "../author.ts";
import type { Said } from "./stories.ts";

/** Signs what is said, one after another, and knows where each series stands: nobody has to be asked. */
export function penFor(origin: string): (said: Said) => Entry {
  const ends = new Map<string, { sequence: number; previous: string }>();
  return ({ by, step: { statement, series: ids } }) => {
    const series = ids.map((id) => {
      const { sequence, previous } = ends.get(id) ?? { sequence: 0, previous: "" };
      return { id, sequence: sequence + 1, previous };
    });
    const unsigned = { statement, actor: by.actor, key: by.key, series };
    const entry = { ...unsigned, signature: base64url(by.sign(signedBytes(origin, unsigned))) };
    const hash = hex(leafHash(sha256, leafOf(entry)));
    for (const { id, sequence } of series) ends.set(id, { sequence, previous: hash });
    return entry;
  };
}
