import * as z from "zod/mini";
import { concat, utf8 } from "./bytes.ts";
import { canonical } from "./canonical.ts";
import { Refusal } from "./refusal.ts";
import { event } from "./statement/event.ts";
import { id, keyId, sha256Hex, signature } from "./statement/fields.ts";
import type { RecallRecord } from "./statement/recall.ts";
import { record } from "./statement/record.ts";

/** What a label's evidence may show; the log takes more (core/ledger/logged.ts). */
export const statement = z.union([record, event]);
export type Statement = z.infer<typeof statement> | RecallRecord;

/** Where an entry stands in the history of a batch or a plot, so that a missing one is seen (design §5). */
export const seriesLink = z.strictObject({
  id: z.string().check(z.regex(/^(batch|plot)\/[a-z0-9][a-z0-9-]{0,47}$/)),
  sequence: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  previous: z.union([z.literal(""), sha256Hex]),
});
export type SeriesLink = z.infer<typeof seriesLink>;

export const unsignedEntry = z.strictObject({
  statement,
  actor: id,
  key: keyId,
  series: z.array(seriesLink).check(z.maxLength(16)),
});
export type UnsignedEntry = Omit<z.infer<typeof unsignedEntry>, "statement"> & { statement: Statement };

export const entry = z.extend(unsignedEntry, { signature });
export type Entry = UnsignedEntry & { signature: string };

export const MOST_LEAF_BYTES = 65_535;

/** The bytes that an actor signs: the log's origin is inside, so an entry of another log never verifies here. */
export const signedBytes = (origin: string, { statement, actor, key, series }: UnsignedEntry): Uint8Array =>
  behindOrigin(origin, canonical({ statement, actor, key, series }));

export const behindOrigin = (origin: string, unsigned: Uint8Array): Uint8Array =>
  concat(utf8(`liangji-entry/v1\n${origin}\n`), unsigned);

/** The log's leaf: RFC 8785 bytes of the signed entry, at most 65,535 (C2SP tlog-tiles entry bundle). */
export function leafOf(entry: Entry): Uint8Array {
  const leaf = canonical(entry);
  if (leaf.length > MOST_LEAF_BYTES) throw new Refusal("leaf-too-large", { bytes: leaf.length });
  return leaf;
}

/** When the author says it happened, whatever kind of statement it is. */
export const occurredAt = (statement: Statement): string =>
  "eventTime" in statement ? statement.eventTime : statement.occurredAt;
