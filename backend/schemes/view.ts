import * as z from "zod/mini";
import { pack, requirement } from "#core/scheme/pack.ts";
import { role } from "#core/statement/fields.ts";

const facts = z.record(z.string(), z.union([z.string(), z.number()]));
const outcome = z.object({
  status: z.enum(["met", "unmet", "missing", "person"]),
  facts,
  mend: z.optional(z.object({ record: z.string(), by: role, facts })),
});

/** One scheme's answer about one batch. */
export const evaluationView = z.object({
  scheme: pack.shape.scheme,
  version: pack.shape.version,
  name: pack.shape.name,
  verdict: z.enum(["passes", "fails", "open"]),
  answers: z.array(z.object({ requirement, outcome })),
  mends: z.array(z.object({ record: z.string(), by: role, facts })),
});
