import type { Share, Sum } from "#core/recall/case.ts";
import type {
  RecallClosed,
  RecallDestroyed,
  RecallDestructionAnnounced,
  RecallOrdered,
} from "#core/statement/recall.ts";
import type { UnitBrief } from "./units.ts";

/** What a recall would bring back, or has in scope. */
export type Scope = {
  readonly roots: readonly string[];
  readonly batches: readonly {
    readonly batch: string;
    readonly product: string;
    readonly holder: string;
    readonly massGrams: number;
    readonly grams: number;
    readonly labels: number;
    readonly recalled: boolean;
  }[];
  readonly flows: readonly { readonly from: string; readonly to: string; readonly grams: number }[];
  readonly producedGrams: number;
  readonly labels: number;
  /** Boxes and pallets that labels in scope stand in now; `moreUnits`: there may be others. */
  readonly units: readonly UnitBrief[];
  readonly moreUnits: boolean;
};
export type RecallBrief = {
  readonly recall: string;
  readonly order: RecallOrdered;
  readonly orderedBy: string;
  readonly sum: Sum;
  readonly completeness: number;
  readonly open: {
    readonly holders: readonly string[];
    readonly unexplainedGrams: number;
    readonly unwitnessed: readonly string[];
  };
  readonly holders: readonly string[];
  readonly witnesses: readonly string[];
  readonly closed?: { readonly by: string; readonly index: number; readonly sum: RecallClosed };
};
export type RecallShare = Omit<Share, "report"> & {
  readonly delivered: readonly { readonly to: string; readonly grams: number }[];
  readonly note?: string;
  readonly reportedBy?: string;
  readonly acknowledgedAt?: string;
};
export type RecallDetail = RecallBrief & {
  readonly shares: readonly RecallShare[];
  readonly announcements: readonly (Omit<RecallDestructionAnnounced, "type" | "occurredAt" | "recall"> & {
    readonly by: string;
    readonly announcedAt: string;
  })[];
  readonly destructions: readonly (Omit<RecallDestroyed, "type" | "occurredAt" | "recall"> & {
    readonly by: string;
    readonly witnessed: boolean;
  })[];
  readonly graph: Scope;
};

/** Announced, and not yet said to have taken place. */
export const ahead = ({ announcements, destructions }: RecallDetail): RecallDetail["announcements"] =>
  announcements.filter(({ destruction }) => !destructions.some((done) => done.destruction === destruction));

/** Whether somebody has something to sign in a case. */
export const waitsFor = (one: RecallBrief, actor: string): boolean =>
  !one.closed && (one.open.holders.includes(actor) || one.witnesses.includes(actor));
