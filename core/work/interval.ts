import type { IntervalResolved } from "../statement/interval.ts";
import { entry, type Step } from "./task.ts";

/** A named person answers for leaf that was picked inside an interval. In no series: its batch may be closed by now. */
export const resolveInterval = (r: Omit<IntervalResolved, "type">): readonly Step[] => [
  entry({ type: "liangji:IntervalResolved", ...r }),
];
