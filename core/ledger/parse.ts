import * as z from "zod/mini";
import type { Entry } from "../entry.ts";
import { Refusal } from "../refusal.ts";
import { aggregating } from "../statement/aggregating.ts";
import { applying } from "../statement/applying.ts";
import { harvesting } from "../statement/harvesting.ts";
import { planting } from "../statement/planting.ts";
import { receiving } from "../statement/receiving.ts";
import { transforming } from "../statement/transforming.ts";
import { loggedEntry } from "./logged.ts";

type Issue = z.core.$ZodIssue;

/** An entry of each kind of event: a union tries its branches one after another, though two fields say which one is meant. */
const entryOf: Readonly<Record<string, typeof loggedEntry>> = Object.fromEntries(
  [
    ["ObjectEvent liangji:planting", planting],
    ["ObjectEvent liangji:applying", applying],
    ["ObjectEvent commissioning", harvesting],
    ["ObjectEvent receiving", receiving],
    ["TransformationEvent commissioning", transforming],
    ["TransformationEvent packing", transforming],
    ["AggregationEvent packing", aggregating],
    ["AggregationEvent unpacking", aggregating],
  ].map(([kind, statement]) => [kind, z.extend(loggedEntry, { statement: statement as typeof transforming })]),
);

function kindOf(json: unknown): string {
  const { statement } = (json ?? {}) as { statement?: { type?: unknown; bizStep?: unknown } };
  return `${statement?.type} ${statement?.bizStep}`;
}

/** JSON → entry, or the first field that is wrong. */
export function parseEntry(json: unknown, at = ""): Entry {
  const kind = kindOf(json);
  const likely = Object.hasOwn(entryOf, kind) ? entryOf[kind]?.safeParse(json) : undefined;
  if (likely?.success) return likely.data;
  const parsed = loggedEntry.safeParse(json);
  if (parsed.success) return parsed.data;
  throw fieldInvalid(parsed.error.issues, at);
}

/** Names one field and what is wrong with it, never the value. */
export function fieldInvalid(issues: readonly Issue[], at = ""): Refusal {
  const { path, issue } = deepest(issues, []);
  const where = [...(at ? [at] : []), ...path.map(String)].join(".");
  return new Refusal("field-invalid", { path: where || "body", problem: problemOf(issue) });
}

/** Of a union the branch that comes nearest is the one that was meant. */
function deepest(
  issues: readonly Issue[],
  before: readonly PropertyKey[],
): { path: readonly PropertyKey[]; issue: Issue } {
  const [issue] = issues;
  if (!issue) throw new Error("no issue");
  const path = [...before, ...issue.path];
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return { path, issue };
  const branches = issue.errors.filter((branch) => branch.length > 0).sort((a, b) => distance(a) - distance(b));
  return branches[0] ? deepest(branches[0], path) : { path, issue };
}

/** How far off a branch is: one for each wrong field, much for a field that says another branch was meant. */
const distance = (branch: readonly Issue[]): number =>
  branch.reduce((sum, issue) => {
    if (tellsBranches.has(issue.path.at(-1) ?? "")) return sum + 100;
    return (
      sum + (issue.code === "invalid_union" && issue.errors.length > 0 ? Math.min(...issue.errors.map(distance)) : 1)
    );
  }, 0);
const tellsBranches: ReadonlySet<PropertyKey> = new Set(["type", "bizStep", "action"]);

function problemOf(issue: Issue): string {
  if (issue.code === "unrecognized_keys") return `unknown ${issue.keys.slice(0, 3).join(" ").slice(0, 80)}`;
  if (issue.code === "invalid_type") return `${issue.expected} expected`;
  if (issue.code === "too_big") return `at most ${issue.maximum}`;
  if (issue.code === "too_small") return `at least ${issue.minimum}`;
  return issue.code === "custom" ? issue.message : issue.code.replaceAll("_", " ");
}
