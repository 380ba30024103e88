import type * as z from "zod/mini";
import { Refusal } from "../refusal.ts";
import type { RefusalCode } from "../refusals.ts";

/** Hostile JSON becomes what the schema says once, here, or is refused with the path of the first thing wrong. */
export function parse<T>(schema: z.ZodMiniType<T>, json: unknown, code: RefusalCode): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Refusal(code, { path: parsed.error.issues[0]?.path.map(String).join("/") ?? "" });
}
