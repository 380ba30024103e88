import type { Facts } from "../refusal.ts";
import { type Check, type CheckName, checkNames, type Status, type VerdictCode } from "./verdict.ts";

/** Collects checks in the order they are made; each name keeps its worst status and the first code that explains it. */
export type Checks = {
  readonly add: (name: CheckName, status: Status, code?: VerdictCode, facts?: Facts) => void;
  readonly failed: () => boolean;
  readonly first: (status: Status, names?: readonly CheckName[]) => Check | undefined;
  readonly list: () => readonly Check[];
};

const severity: Readonly<Record<Status, number>> = { passed: 0, skipped: 1, unknown: 2, failed: 3 };

export function collectChecks(): Checks {
  const found = new Map<CheckName, Check>();
  const list = () => checkNames.flatMap((name) => found.get(name) ?? []);
  return {
    add(name, status, code, facts) {
      const known = found.get(name);
      if (known && severity[known.status] >= severity[status]) return;
      found.set(name, { name, status, ...(code && { code }), ...(facts && { facts }) });
    },
    failed: () => list().some(({ status }) => status === "failed"),
    first: (status, names) => list().find((check) => check.status === status && (!names || names.includes(check.name))),
    list,
  };
}
