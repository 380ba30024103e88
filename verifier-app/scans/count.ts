import type { ScanPlace } from "#core/scan/book.ts";
import type { ScanReason, ScanState } from "#core/scan/scan.ts";
import { post } from "../ask.ts";
import type { Label, Scene } from "../scene.ts";

/** What the service says of a code's scans. Its word alone: nothing here is proven, and nothing here can turn a seal green or red. */
export type Counted = {
  readonly scans: number;
  readonly firstHour?: number;
  readonly places: readonly ScanPlace[];
  readonly state: ScanState;
  readonly reasons: readonly ScanReason[];
  readonly case?: {
    readonly case: string;
    readonly openedAt: number;
    readonly closed?: { readonly outcome: "false-alarm" | "copied"; readonly reason: string; readonly index: number };
  };
};

let answer: { readonly of: string; readonly counted: Counted | "unreachable" } | undefined;

/** What is known of this label's scans; undefined before the service was asked, and where it is not asked. */
export const countedFor = (label: Label | undefined): Counted | "unreachable" | undefined =>
  label && answer?.of === label.serial ? answer.counted : undefined;

/** A scan counts once for each opening of a label's own page; a saved proof, a record that failed and a code never issued do not count. */
export async function countOnce({ label, judgement }: Scene): Promise<boolean> {
  if (!label || answer || !location.pathname.endsWith(`/s/${label.serial}`)) return false;
  if (judgement.headline === "record-failed" || judgement.code.code === "never-issued") return false;
  answer = { of: label.serial, counted: await count(label) };
  return true;
}

async function count({ product, batch, serial }: Label): Promise<Counted | "unreachable"> {
  try {
    const response = await post("/scans", { product, batch, serial });
    if (!response.ok) return "unreachable";
    const counted = (await response.json()) as Counted;
    return isCounted(counted) ? counted : "unreachable";
  } catch {
    return "unreachable";
  }
}

/** Enough of the form that nothing below breaks on it. */
const isCounted = ({ scans, places, reasons, state }: Counted): boolean =>
  Number.isSafeInteger(scans) &&
  Array.isArray(places) &&
  Array.isArray(reasons) &&
  reasons.every(({ places }) => Array.isArray(places)) &&
  (state === "ordinary" || reasons.length > 0);
