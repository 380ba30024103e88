import type { RecallRecord } from "../statement/recall.ts";
import { type RecallCase, shareKey } from "./case.ts";

/** A case with one more record, which the rules let pass. */
export function withRecord(
  before: RecallCase | undefined,
  record: RecallRecord,
  actor: string,
  index: number,
): RecallCase {
  const said = { actor, index };
  if (record.type === "liangji:RecallOrdered")
    return { ...said, order: record, acknowledged: {}, reports: {}, announced: {}, destructions: {} };
  if (!before) throw new Error(`no recall ${record.recall}`);
  switch (record.type) {
    case "liangji:RecallAcknowledged":
      return {
        ...before,
        acknowledged: { ...before.acknowledged, [actor]: { ...said, stoppedAt: record.stoppedAt } },
      };
    case "liangji:RecallStockReported": {
      const { type: _type, occurredAt: _at, recall: _recall, ...report } = record;
      const key = shareKey(report.holder, report.batch);
      return { ...before, reports: { ...before.reports, [key]: { ...said, ...report } } };
    }
    case "liangji:RecallDestructionAnnounced": {
      const { type: _type, occurredAt: announcedAt, recall: _recall, ...announcement } = record;
      const one = { ...said, announcedAt, ...announcement };
      return { ...before, announced: { ...before.announced, [announcement.destruction]: one } };
    }
    case "liangji:RecallDestroyed": {
      const { type: _type, occurredAt: _at, recall: _recall, ...destruction } = record;
      return {
        ...before,
        destructions: { ...before.destructions, [destruction.destruction]: { ...said, ...destruction } },
      };
    }
    case "liangji:RecallDestructionWitnessed": {
      const one = before.destructions[record.destruction];
      if (!one) throw new Error(`no destruction ${record.destruction}`);
      return {
        ...before,
        destructions: { ...before.destructions, [record.destruction]: { ...one, witnessed: index } },
      };
    }
    case "liangji:RecallClosed":
      return { ...before, closed: { ...said, sum: record } };
  }
}
