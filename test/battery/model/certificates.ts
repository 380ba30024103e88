import { roleBits } from "#core/act/states.ts";
import { type Actors, type Outcome, rolesNow } from "./actors.ts";

export const IN_FORCE = 1;
const [NONE, WITHDRAWN, CANCELLED, EXPIRED] = [0, 3, 4, 5] as const;

type AccreditationTerm = { since: number; from: number; to: number; suspended: boolean; products: readonly string[] };
type StatusTerm = { since: number; status: number; reason: string; to: number; change?: "renewed" };
/** What is covered from `since` on, until the next. */
type ScopeTerm = { since: number; products: ReadonlySet<string>; plots: ReadonlySet<string> };
export type Certificate = {
  body: string;
  holder: string;
  scheme: string;
  from: number;
  to: number;
  issuedAt: number;
  volumes: Map<string, bigint>;
  used: Map<string, bigint>;
  plots: Set<string>;
  statuses: StatusTerm[];
  scopes: ScopeTerm[];
};
/** CertificateRegistry as maps and loops. */
export type Certificates = {
  readonly accreditors: Map<string, string>;
  readonly accreditations: Map<string, AccreditationTerm[]>;
  readonly issued: Map<string, Certificate>;
};

export const emptyCertificates = (): Certificates => ({
  accreditors: new Map(),
  accreditations: new Map(),
  issued: new Map(),
});

const isFinal = (status: number): boolean => status === WITHDRAWN || status === CANCELLED;

/** The newest of what had begun at `time`. */
function at<T extends { since: number }>(terms: readonly T[] | undefined, time: number): T | undefined {
  let found: T | undefined;
  for (const term of terms ?? []) if (term.since <= time) found = term;
  return found;
}

export function accredit(
  m: Certificates,
  actors: Actors,
  actor: string,
  one: { body: string; scheme: string; products: readonly string[]; from: number; to: number },
  now: number,
): Outcome {
  if (one.from > one.to) return "WindowEmpty";
  if (one.to < now) return "WindowOver";
  if ((rolesNow(actors, one.body, now) & roleBits.certifier) === 0) return "NotCertifier";
  const key = `${one.body}/${one.scheme}`;
  const other = m.accreditors.get(key);
  if (other !== undefined && other !== actor) return "AccreditationByAnother";
  if (one.products.length === 0) return "CountOutOfRange";
  m.accreditors.set(key, actor);
  const terms = m.accreditations.get(key) ?? [];
  m.accreditations.set(key, [
    ...terms,
    { since: now, from: one.from, to: one.to, suspended: false, products: one.products },
  ]);
  return "accepted";
}

export function setAccreditation(
  m: Certificates,
  actor: string,
  one: { body: string; scheme: string; suspended: boolean },
  now: number,
): Outcome {
  const key = `${one.body}/${one.scheme}`;
  const accreditor = m.accreditors.get(key);
  if (accreditor === undefined) return "AccreditationUnknown";
  if (accreditor !== actor) return "AccreditationByAnother";
  const terms = m.accreditations.get(key) ?? [];
  const last = terms.at(-1);
  if (!last || last.suspended === one.suspended) return "AccreditationUnchanged";
  m.accreditations.set(key, [...terms, { ...last, since: now, suspended: one.suspended }]);
  return "accepted";
}

export function accreditedAt({ accreditations }: Certificates, body: string, scheme: string, time: number): boolean {
  const term = at(accreditations.get(`${body}/${scheme}`), time);
  return term !== undefined && !term.suspended && time >= term.from && time <= term.to;
}

/** Why the body may not certify these products now. */
function notAccredited(
  { accreditations }: Certificates,
  body: string,
  scheme: string,
  products: Iterable<string>,
  now: number,
): Outcome {
  const term = at(accreditations.get(`${body}/${scheme}`), now);
  if (!term || term.suspended || now < term.from || now > term.to) return "NotAccredited";
  for (const product of products) if (!term.products.includes(product)) return "ProductNotAccredited";
  return "accepted";
}

export type Issue = {
  readonly certificate: string;
  readonly holder: string;
  readonly scheme: string;
  readonly products: readonly (readonly [product: string, volume: bigint])[];
  readonly plots: readonly string[];
  readonly from: number;
  readonly to: number;
};
export function issue(m: Certificates, actor: string, one: Issue, now: number): Outcome {
  const barred = notAccredited(m, actor, one.scheme, new Map(one.products).keys(), now);
  if (barred !== "accepted") return barred;
  if (one.from > one.to) return "WindowEmpty";
  if (one.to < now) return "WindowOver";
  if (m.issued.has(one.certificate)) return "CertificateExists";
  const scope = scopeOf(one);
  if (typeof scope === "string") return scope;
  m.issued.set(one.certificate, {
    body: actor,
    holder: one.holder,
    scheme: one.scheme,
    from: one.from,
    to: one.to,
    issuedAt: now,
    ...scope,
    used: new Map(),
    statuses: [{ since: now, status: IN_FORCE, reason: "", to: one.to }],
    scopes: [{ since: now, products: new Set(scope.volumes.keys()), plots: scope.plots }],
  });
  return "accepted";
}

type Scope = Pick<Issue, "products" | "plots">;
function scopeOf(one: Scope): Outcome | { volumes: Map<string, bigint>; plots: Set<string> } {
  if (one.products.length === 0) return "CountOutOfRange";
  const volumes = new Map<string, bigint>();
  for (const [product, volume] of one.products) {
    if (volume === 0n) return "VolumeZero";
    if (volumes.has(product)) return "ProductRepeated";
    volumes.set(product, volume);
  }
  return one.plots.length === 0 ? "CountOutOfRange" : { volumes, plots: new Set(one.plots) };
}

export type Renewal = Scope & { readonly certificate: string; readonly to: number; readonly reason: string };
export function renew(m: Certificates, actor: string, one: Renewal, now: number): Outcome {
  const held = m.issued.get(one.certificate);
  if (!held) return "CertificateUnknown";
  if (held.body !== actor) return "NotBody";
  const barred = notAccredited(m, actor, held.scheme, new Map(one.products).keys(), now);
  if (barred !== "accepted") return barred;
  const last = held.statuses.at(-1)?.status ?? NONE;
  if (isFinal(last)) return "CertificateFinal";
  if (last !== IN_FORCE) return "CertificateNotRenewable";
  if (one.to <= held.to) return "RenewalNotLonger";
  if (one.to < now) return "WindowOver";
  const scope = scopeOf(one);
  if (typeof scope === "string") return scope;
  Object.assign(held, scope, { to: one.to, used: new Map() });
  held.statuses.push({ since: now, status: IN_FORCE, reason: one.reason, to: one.to, change: "renewed" });
  held.scopes.push({ since: now, products: new Set(scope.volumes.keys()), plots: new Set(scope.plots) });
  return "accepted";
}

export type Reduction = Scope & { readonly certificate: string; readonly reason: string };
export function reduceScope(m: Certificates, actor: string, one: Reduction, now: number): Outcome {
  const held = m.issued.get(one.certificate);
  if (!held) return "CertificateUnknown";
  if (held.body !== actor) return "NotBody";
  if (isFinal(held.statuses.at(-1)?.status ?? NONE) || now > held.to) return "CertificateFinal";
  if (one.products.length + one.plots.length === 0) return "ScopeUnchanged";
  const volumes = new Map(held.volumes);
  for (const [product, volume] of one.products) {
    const [before, used] = [volumes.get(product), held.used.get(product) ?? 0n];
    if (before === undefined) return "NotInScope";
    if (volume >= before) return "VolumeNotReduced";
    if (volume === 0n) volumes.delete(product);
    else if (volume < used) return "VolumeBelowUsed";
    else volumes.set(product, volume);
  }
  if (volumes.size === 0) return "ScopeEmpty";
  const plots = new Set(held.plots);
  for (const plot of one.plots) if (!plots.delete(plot)) return "NotInScope";
  if (plots.size === 0) return "ScopeEmpty";
  Object.assign(held, { volumes, plots });
  held.scopes.push({ since: now, products: new Set(volumes.keys()), plots: new Set(plots) });
  return "accepted";
}

export function coversAt(
  { issued }: Certificates,
  certificate: string,
  product: string,
  plot: string,
  time: number,
): boolean {
  const scope = at(issued.get(certificate)?.scopes, time);
  return (scope?.products.has(product) && scope.plots.has(plot)) ?? false;
}

export function setStatus(
  m: Certificates,
  actor: string,
  one: { certificate: string; status: number; reason: string },
  now: number,
): Outcome {
  if (one.status < IN_FORCE || one.status > CANCELLED) return "StatusNotSettable";
  const held = m.issued.get(one.certificate);
  if (!held) return "CertificateUnknown";
  if (one.status === IN_FORCE) {
    if (actor !== held.body) return "NotBody";
    const barred = notAccredited(m, held.body, held.scheme, held.volumes.keys(), now);
    if (barred !== "accepted") return barred;
  } else if (actor !== held.body && actor !== m.accreditors.get(`${held.body}/${held.scheme}`)) return "NotBody";
  const last = held.statuses.at(-1)?.status ?? NONE;
  if (isFinal(last)) return "CertificateFinal";
  if (now > held.to && !isFinal(one.status)) return "CertificateFinal";
  if (last === one.status) return "StatusUnchanged";
  held.statuses.push({ since: now, status: one.status, reason: one.reason, to: held.to });
  return "accepted";
}

/** The state at any time, since when, and the reason given for it ("" for none). */
export function statusAt(
  { issued }: Certificates,
  certificate: string,
  time: number,
): readonly [state: number, since: number, reason: string] {
  const one = issued.get(certificate);
  const term = at(one?.statuses, time);
  if (!one || !term) return [NONE, 0, ""];
  if (isFinal(term.status)) return [term.status, term.since, term.reason];
  if (time > term.to) return [EXPIRED, term.to + 1, ""];
  if (term.status === IN_FORCE && time < one.from) return [NONE, 0, ""];
  if (term.status === IN_FORCE && term.since < one.from) return [IN_FORCE, one.from, term.reason];
  return [term.status, term.since, term.reason];
}
