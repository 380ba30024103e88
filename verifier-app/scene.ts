import type { ChainSaid } from "#core/chain/ask.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import type { Policy } from "#core/evidence/policy.ts";
import type { Story } from "#core/evidence/story.ts";
import type { Judgement, Status, VerdictCode } from "#core/evidence/verdict.ts";
import type { Facts } from "#core/refusal.ts";
import type { Line } from "./headline.ts";
import type { Rich } from "./words/rich.ts";
import type { Words } from "./words/zh.ts";

export type Names = { readonly zh: string; readonly en: string };
export type Kind = "record" | "code" | "pack";
export const kinds = ["record", "code", "pack"] as const satisfies readonly Kind[];

/** Beside the codes of a verification: not run yet, and what only this page can meet on the way to one. */
export type ShownCode =
  | VerdictCode
  | "waiting"
  | "no-evidence"
  | "no-record"
  | "other-label"
  | "page-failed"
  | "copied-likely"
  | "pack-recalled";
export type SealState = Status | "waiting";
export type ShownVerdict = { readonly status: SealState; readonly code: ShownCode; readonly facts: Facts };
/** A Judgement is one of these; the page also makes its own when there was nothing to verify. */
export type Shown = Omit<Judgement, Kind> & Readonly<Record<Kind, ShownVerdict>>;

/** The sentence on top, and what to do. */
export type Turned = {
  readonly line: Line;
  readonly title: string;
  readonly boxed: true;
  readonly steps: readonly Rich[];
};

export type Label = { readonly product: string; readonly batch: string; readonly serial: string };

/** Everything the page shows once there is something to say. Times are seconds since 1970. */
export type Scene = {
  readonly judgement: Shown;
  readonly brand?: Names;
  readonly recallLine?: string;
  readonly sample: boolean;
  readonly label?: Label;
  readonly savedAt?: number;
  readonly checkedAt: number;
  /** The longest that the chain's newest head may be old, from the policy. */
  readonly limitSeconds?: number;
  /** What was checked, by which policy, and what the chain said to it. */
  readonly source?: { readonly bundle: Bundle; readonly policy: Policy; readonly chain: ChainSaid };
  /** What the evidence tells beyond the verdict: by the second chunk (told.ts). */
  readonly story?: Story;
  /** What the page says in place of its own words, once its second chunk knows how the code was scanned. */
  readonly turned?: (words: Words) => Turned;
  /** The evidence as it came, for saving. */
  readonly proof?: string;
};
