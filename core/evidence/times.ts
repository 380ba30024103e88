import { occurredAt } from "../entry.ts";
import { utcSeconds } from "../statement/clock.ts";
import type { BundledEntry } from "./bundle.ts";
import type { Times } from "./story.ts";
import type { Telling } from "./telling.ts";

/** An entry recorded more than two days after it happened is called late. */
const LATE_SECONDS = 172_800;

export function timesOf({ bundle }: Telling, { entry, recordedAt, index }: BundledEntry): Times {
  const [occurred, recorded] = [utcSeconds(occurredAt(entry.statement)), utcSeconds(recordedAt)];
  const anchor = bundle.anchors.find(({ size }) => size > index);
  return {
    occurredAt: occurred,
    recordedAt: recorded,
    late: recorded - occurred > LATE_SECONDS,
    ...(anchor && { anchoredAt: anchor.time }),
  };
}
