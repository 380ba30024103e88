import * as z from "zod/mini";
import { hex } from "#core/bytes.ts";
import type { LabelId } from "#core/label/url.ts";
import type { ScanReason } from "#core/scan/scan.ts";
import { sha256 } from "../crypto.ts";
import type { LedgerReader } from "../read/ledger.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import { keys, under } from "../store/keys.ts";
import type { Store, Write } from "../store/store.ts";

/** A case as it was opened. The code is masked: whoever has the list must not be able to print it. */
export type OpenedCase = {
  readonly case: string;
  readonly product: string;
  readonly batch: string;
  readonly code: string;
  /** Seconds since 1970. */
  readonly openedAt: number;
  readonly reasons: readonly ScanReason[];
};

const whole = z.int().check(z.minimum(0));
/** A reason with its numbers; which there are, the rule says (core/scan/scan.ts). Places are cells, `n19e109`. */
export const reasonView = z.object({
  rule: z.enum(["places-in-a-day", "many-networks", "to-and-fro", "too-fast", "after-opening", "outside-region"]),
  places: z.array(z.string()),
  hours: z.optional(whole),
  days: z.optional(whole),
  moves: z.optional(whole),
  jumps: z.optional(whole),
  kilometres: z.optional(whole),
  networks: z.optional(whole),
});
/** How it ended, and where the log says so. */
export const endView = z.object({
  outcome: z.enum(["false-alarm", "copied"]),
  reason: z.string(),
  actor: z.string(),
  occurredAt: z.string(),
  index: whole,
});
export type CaseEnd = z.infer<typeof endView>;
export const caseView = z.object({
  case: z.string(),
  product: z.string(),
  batch: z.string(),
  code: z.string(),
  openedAt: whole,
  reasons: z.array(reasonView),
  closed: z.optional(endView),
});
type CaseView = z.infer<typeof caseView>;

const MOST_CASES = 200;

/** The first four characters and the last: 40 bits stay unsaid. */
export const masked = (serial: string): string => `${serial.slice(0, 4)}…${serial.slice(-1)}`;

/** A number for a case that only who holds the code can connect with it. */
export const caseIdOf = ({ batch, serial }: LabelId, openedAt: number): string =>
  `scan-${hex(sha256(Buffer.from(`liangji-scan-case/v1\n${batch}/${serial}\n${openedAt}`))).slice(0, 20)}`;

export const caseRow = (opened: OpenedCase): Write => ({
  key: keys.scanCase(opened.openedAt, opened.case),
  value: encodeJson(opened),
});

/** How a case was closed; undefined while it is open. */
export async function endOf(ledger: LedgerReader, id: string): Promise<CaseEnd | undefined> {
  const line = await ledger.find("scanCases", id);
  if (!line) return undefined;
  const { outcome, reason, occurredAt } = line.statement;
  return { outcome, reason, actor: line.actor, occurredAt, index: line.index };
}

/** The newest cases, open ones and closed ones. `more`: there are older ones. */
export async function listCases(
  store: Store,
  ledger: LedgerReader,
): Promise<{ readonly cases: readonly CaseView[]; readonly more: boolean }> {
  const cases: CaseView[] = [];
  for await (const [, value] of store.scan(under("scan-case"))) {
    if (cases.length >= MOST_CASES) return { cases, more: true };
    const opened = decodeJson<OpenedCase>(value);
    const closed = await endOf(ledger, opened.case);
    cases.push({
      ...opened,
      reasons: opened.reasons.map((reason) => ({ ...reason, places: [...reason.places] })),
      ...(closed && { closed }),
    });
  }
  return { cases, more: false };
}
