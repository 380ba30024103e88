import * as z from "zod/mini";
import { parse } from "../evidence/form.ts";
import { unitEvidence } from "./form.ts";

const whole = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
const text = z.string().check(z.maxLength(2000));
const names = z.strictObject({ zh: text, en: text });
const lot = z.strictObject({
  product: text,
  name: names,
  batch: text,
  count: whole,
  /** Of these: void on the chain by now. */
  voided: whole,
  /** Itself, or the first batch upstream, that was recalled. */
  recalled: z.optional(z.strictObject({ batch: text, at: whole, reason: text })),
});
/** What the service says of a box or pallet: names, and how it reads the chain. It proves nothing; the record beside it does. */
export const unitSummary = z.strictObject({
  code: text,
  kind: z.enum(["box", "pallet"]),
  packer: text,
  packerName: names,
  changedAt: text,
  parent: text,
  /** Of a pallet: those in all its boxes. */
  lots: z.array(lot).check(z.maxLength(100_000)),
  boxes: z.array(z.strictObject({ code: text, count: whole, recalled: z.boolean() })).check(z.maxLength(1000)),
});
export type UnitSummary = z.infer<typeof unitSummary>;

/** `GET /units/{code}`. */
export const unitAnswer = z.strictObject({ unit: unitSummary, evidence: unitEvidence });
export const parseUnitAnswer = (json: unknown): z.infer<typeof unitAnswer> =>
  parse(unitAnswer, json, "unit-evidence-malformed");
