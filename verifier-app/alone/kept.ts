import { type Policy, parsePolicy } from "#core/evidence/policy.ts";

const KEY = "liangji-policy";

/** The policy that was opened last, so that the next proof needs one file only; storage may be forbidden. */
export function keptPolicy(): Policy | undefined {
  try {
    return parsePolicy(JSON.parse(localStorage.getItem(KEY) ?? ""));
  } catch {
    return undefined;
  }
}

export function keepPolicy(policy: Policy): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(policy));
  } catch {
    // Private mode: it holds for this page only.
  }
}
