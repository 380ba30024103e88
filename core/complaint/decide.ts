import type { LedgerRows, Line } from "../ledger/ledger.ts";
import { Refusal } from "../refusal.ts";
import type { ComplaintAnswered, ComplaintReceived, ComplaintRecord } from "../statement/complaint.ts";

/** What the log knows of one complaint. */
export type ComplaintCase = {
  readonly received: Line<ComplaintReceived>;
  readonly answers: readonly Line<ComplaintAnswered>[];
};
const MOST_ANSWERS = 16;

/** Acknowledged once, and answered only after that. */
export function decideComplaint(before: LedgerRows["complaints"] | undefined, statement: ComplaintRecord): void {
  if (statement.type === "liangji:ComplaintReceived") {
    if (before) throw new Refusal("complaint-received", { index: before.received.index });
    return;
  }
  if (!before) throw new Refusal("complaint-not-received");
  if (before.answers.length >= MOST_ANSWERS)
    throw new Refusal("too-many", { limit: MOST_ANSWERS, count: before.answers.length + 1 });
}

/** The case with one more record. */
export const withComplaint = (
  before: ComplaintCase | undefined,
  statement: ComplaintRecord,
  actor: string,
  index: number,
): ComplaintCase | undefined =>
  statement.type === "liangji:ComplaintReceived"
    ? { received: { statement, actor, index }, answers: [] }
    : before && {
        ...before,
        answers: [...before.answers.filter((answer) => answer.index !== index), { statement, actor, index }],
      };
