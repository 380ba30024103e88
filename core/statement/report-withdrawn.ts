import * as z from "zod/mini";
import { id, text, time } from "./fields.ts";

/** A laboratory takes its own report back, for good: from `occurredAt` on it supports nothing. What it said stays readable (ISO/IEC 17025:2017, 7.8.8). */
export const testReportWithdrawn = z.strictObject({
  type: z.literal("liangji:TestReportWithdrawn"),
  occurredAt: time,
  report: id,
  reason: text,
});
export type TestReportWithdrawn = z.infer<typeof testReportWithdrawn>;
