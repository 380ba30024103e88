import { roleBits } from "#core/act/states.ts";

/** How an act is signed: rightly, or with one thing wrong that has to be seen before anything else. */
export type Fault = "none" | "expired" | "nonce" | "signature";
/** "accepted", or the name of the Solidity error. */
export type Outcome = string;

type Term = { since: number; key: string; roles: number; from: number; to: number };
type Actor = { admitter: string; key: string; roles: number; from: number; to: number; revokedAt: number };
/** ActorRegistry as maps and loops. A `key` is the name of a signer; who admitted the root actors is "". */
export type Actors = {
  readonly known: Map<string, Actor>;
  readonly terms: Map<string, Term[]>;
  readonly releases: Map<string, { by: string; time: number }>;
};

export const emptyActors = (): Actors => ({ known: new Map(), terms: new Map(), releases: new Map() });

const OPERATOR_GRANTS = roleBits.grower | roleBits.factory | roleBits.packer | roleBits.laboratory;

export function rolesNow({ known }: Actors, actor: string, now: number): number {
  const one = known.get(actor);
  if (one?.revokedAt !== 0 || now < one.from || now > one.to) return 0;
  return one.roles;
}

/** What every act is held to before what it asks for is looked at. */
export function authorise(m: Actors, actor: string, roles: number, fault: Fault, now: number): Outcome {
  if (fault === "expired") return "ActExpired";
  if (fault === "nonce") return "NonceMismatch";
  if ((rolesNow(m, actor, now) & roles) === 0) return "RoleMissing";
  if (fault === "signature") return "SignatureWrong";
  return "accepted";
}

function begin(m: Actors, actor: string, term: Term): void {
  m.terms.set(actor, [...(m.terms.get(actor) ?? []), term]);
}

export type Admission = {
  readonly subject: string;
  readonly key: string;
  readonly roles: number;
  readonly from: number;
  readonly to: number;
};

/** Puts an actor in, whoever may: the roots are enrolled without an act. */
export function enrol(m: Actors, admitter: string, { subject, key, roles, from, to }: Admission, now: number): void {
  m.known.set(subject, { admitter, key, roles, from, to, revokedAt: 0 });
  begin(m, subject, { since: now, key, roles, from, to });
}

export function admit(m: Actors, actor: string, one: Admission, now: number): Outcome {
  const held = rolesNow(m, actor, now);
  let grantable = 0;
  if (held & roleBits.operator) grantable |= OPERATOR_GRANTS;
  if (held & roleBits.accreditor) grantable |= roleBits.certifier;
  if (one.roles === 0 || (one.roles & ~grantable) !== 0) return "RolesNotGrantable";
  if (one.from > one.to) return "WindowEmpty";
  if (one.to < now) return "WindowOver";
  const before = m.known.get(one.subject);
  if (before && before.admitter !== actor) return "AdmittedByAnother";
  if (before && before.revokedAt === 0 && now <= before.to) return "ActorStanding";
  enrol(m, actor, one, now);
  return "accepted";
}

export function rotate(m: Actors, actor: string, key: string, now: number): Outcome {
  const one = m.known.get(actor);
  if (!one) return "RoleMissing";
  if (one.key === key) return "SignerUnchanged";
  one.key = key;
  begin(m, actor, { since: now, key, roles: one.roles, from: one.from, to: one.to });
  return "accepted";
}

export function revoke(m: Actors, actor: string, subject: string, now: number): Outcome {
  const one = m.known.get(subject);
  if (one?.revokedAt !== 0) return "ActorNotStanding";
  if (one.admitter !== actor) return "AdmittedByAnother";
  one.revokedAt = now;
  begin(m, subject, { since: now, key: "", roles: 0, from: 0, to: 0 });
  return "accepted";
}

/** Whose key counted at any time: the newest term that had begun, if the time lies in its window. */
export function keyAt({ terms }: Actors, actor: string, time: number): { key: string; roles: number } {
  let found: Term | undefined;
  for (const term of terms.get(actor) ?? []) if (term.since <= time) found = term;
  if (!found || time < found.from || time > found.to) return { key: "", roles: 0 };
  return { key: found.key, roles: found.roles };
}

export function release({ releases }: Actors, actor: string, verifier: string, now: number): Outcome {
  if (releases.has(verifier)) return "VerifierReleasedAlready";
  releases.set(verifier, { by: actor, time: now });
  return "accepted";
}
