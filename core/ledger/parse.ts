import type * as z from "zod/mini";
import { type Entry, entry } from "../entry.ts";
import { Refusal } from "../refusal.ts";

type Issue = z.core.$ZodIssue;

/** JSON → entry, or the first field that is wrong. */
export function parseEntry(json: unknown, at = ""): Entry {
  const parsed = entry.safeParse(json);
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
  return issue.code.replaceAll("_", " ");
}
