import type { Facts } from "../refusal.ts";
import type { Role } from "../statement/fields.ts";
import type { Kind } from "../statement/kind.ts";

/** Who would have to record or sign what, so that a requirement is met. */
export type Mend = {
  readonly record: Kind | "certificate-issue";
  readonly by: Role;
  readonly facts: Facts;
};

/**
 * met: shown by records. unmet: shown to be otherwise, and no later record makes it true. missing: not shown yet, `mend` says
 * what would. person: nobody can compute it.
 */
export type Outcome =
  | { readonly status: "met"; readonly facts: Facts }
  | { readonly status: "unmet"; readonly facts: Facts }
  | { readonly status: "missing"; readonly facts: Facts; readonly mend: Mend }
  | { readonly status: "person"; readonly facts: Facts };

export const met = (facts: Facts = {}): Outcome => ({ status: "met", facts });
export const unmet = (facts: Facts): Outcome => ({ status: "unmet", facts });
export const missing = (facts: Facts, mend: Mend): Outcome => ({ status: "missing", facts, mend });
/** Several names as one fact, in the order found, each once. */
export const listed = (names: readonly string[]): string => [...new Set(names)].join(", ");
