import type * as z from "zod/mini";
import { Refusal } from "../refusal.ts";
import type { RefusalCode } from "../refusals.ts";
import { type Bundle, bundle } from "./bundle.ts";
import { type Policy, policy } from "./policy.ts";

/** Hostile JSON becomes evidence once, here, or is refused with the path of the first thing wrong. */
export const parseBundle = (json: unknown): Bundle => parse(bundle, json, "bundle-malformed");
export const parsePolicy = (json: unknown): Policy => parse(policy, json, "policy-malformed");

function parse<T>(schema: z.ZodMiniType<T>, json: unknown, code: RefusalCode): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Refusal(code, { path: parsed.error.issues[0]?.path.map(String).join("/") ?? "" });
}
