import * as z from "zod/mini";
import { id, name, names, text, texts } from "../statement/fields.ts";
import { teaStep } from "../statement/transforming.ts";

const decimal = z.string().check(z.regex(/^(0|[1-9]\d{0,8})(\.\d{1,6})?$/));
const month = z.int().check(z.minimum(1), z.maximum(12));
const some = <T extends z.ZodMiniType>(one: T, most: number) => z.array(one).check(z.minLength(1), z.maxLength(most));

/**
 * What a requirement looks at, and with which numbers. The closed list of looks is the program; which of them a scheme asks
 * for, with what numbers and by what law, is the pack.
 */
export const look = z.discriminatedUnion("look", [
  /** 农药管理条例 §34: no harvest between an application and the end of its interval; an unknown interval is not passed. */
  z.strictObject({ look: z.literal("interval") }),
  /** §27 of the quality law: every application since the previous harvest names its source, dose and last day. */
  z.strictObject({ look: z.literal("applications-recorded") }),
  /** 用什么药检什么药: the reports' analytes cover what was applied. */
  z.strictObject({ look: z.literal("panel") }),
  /** Every tested value against our own table; no row is never a pass. */
  z.strictObject({ look: z.literal("limits") }),
  z.strictObject({ look: z.literal("result"), analyte: id, least: z.optional(decimal), most: z.optional(decimal) }),
  z.strictObject({ look: z.literal("variety"), oneOf: some(name, 64) }),
  z.strictObject({ look: z.literal("density"), below: z.int().check(z.minimum(1), z.maximum(100_000)) }),
  z.strictObject({ look: z.literal("harvest-months"), months: some(month, 12) }),
  z.strictObject({ look: z.literal("leaf"), oneOf: some(id, 16) }),
  z.strictObject({ look: z.literal("steps"), inOrder: some(teaStep, 8) }),
  /** Plots within the named towns. The legal outline of an area is deployment data and, where it is missing, not guessed. */
  z.strictObject({ look: z.literal("towns"), oneOf: some(name, 64) }),
  /** Active ingredients that may be applied; anything else applied is not. */
  z.strictObject({ look: z.literal("inputs"), only: z.array(id).check(z.maxLength(256)) }),
  /** A certificate of this scheme, in force at packing, over product and plots, with volume left for the batch. One of conversion 有机转换 counts only where a pack says so. */
  z.strictObject({
    look: z.literal("certificate"),
    schemes: some(id, 8),
    conversion: z.optional(z.literal("counts")),
  }),
  /** What a person must look at: no record can show it. */
  z.strictObject({ look: z.literal("person") }),
]);
export type Look = z.infer<typeof look>;

export const requirement = z.strictObject({
  /** Rule id of the pack, such as R-PHI. */
  id: z.string().check(z.regex(/^R-[A-Z0-9-]{2,30}$/)),
  text: texts,
  /** Title and clause of what demands it. */
  law: text,
  /** hard decides; soft is said and does not decide. */
  weight: z.enum(["hard", "soft"]),
  ask: look,
});

/** A scheme as data: a new one is a new file, not a new program. */
export const pack = z.strictObject({
  format: z.literal("liangji-scheme/v1"),
  scheme: id,
  version: name,
  name: names,
  kind: z.enum(["declaration", "certification", "geographical-indication", "programme", "recognition"]),
  /** First day on which the rules count, YYYY-MM-DD, if known. */
  inForce: z.optional(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))),
  source: text,
  /** False until a person has compared the pack with the official text. */
  verifiedAgainstOfficial: z.boolean(),
  requirements: some(requirement, 64),
});
export type Pack = z.infer<typeof pack>;
export type Requirement = Pack["requirements"][number];
