import type * as z from "zod/mini";
import { concat, utf8 } from "./bytes.ts";
import { canonical } from "./canonical.ts";
import type { statement, unsignedEntry } from "./entry-form.ts";
import { Refusal } from "./refusal.ts";
import type { AggregationEvent } from "./statement/aggregating.ts";
import type { CertificationRecord } from "./statement/certification.ts";
import type { ComplaintRecord } from "./statement/complaint.ts";
import type { RecallRecord } from "./statement/recall.ts";
import type { ScanRecord } from "./statement/scan.ts";

export type { SeriesLink } from "./statement/series.ts";
/** What the log takes: what a label's evidence may show (entry-form.ts), the records of cases, and packing into boxes (ledger/logged.ts). */
export type Statement =
  | z.infer<typeof statement>
  | RecallRecord
  | ScanRecord
  | CertificationRecord
  | ComplaintRecord
  | AggregationEvent;
export type UnsignedEntry = Omit<z.infer<typeof unsignedEntry>, "statement"> & { statement: Statement };
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
