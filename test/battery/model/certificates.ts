import { roleBits } from "#core/act/states.ts";
import { type Actors, type Outcome, rolesNow } from "./actors.ts";

export const IN_FORCE = 1;
const [NONE, WITHDRAWN, CANCELLED, EXPIRED] = [0, 3, 4, 5] as const;

type AccreditationTerm = { since: number; from: number; to: number; suspended: boolean };
type StatusTerm = { since: number; status: number; reason: string };
export type Certificate = {
  body: string;
  holder: string;
  scheme: string;
  from: number;
  to: number;
  issuedAt: number;
  volumes: Map<string, bigint>;
  plots: Set<string>;
  statuses: StatusTerm[];
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
  one: { body: string; scheme: string; from: number; to: number },
  now: number,
): Outcome {
  if (one.from > one.to) return "WindowEmpty";
  if (one.to < now) return "WindowOver";
  if ((rolesNow(actors, one.body, now) & roleBits.certifier) === 0) return "NotCertifier";
  const key = `${one.body}/${one.scheme}`;
  const other = m.accreditors.get(key);
  if (other !== undefined && other !== actor) return "AccreditationByAnother";
  m.accreditors.set(key, actor);
  const terms = m.accreditations.get(key) ?? [];
  m.accreditations.set(key, [...terms, { since: now, from: one.from, to: one.to, suspended: false }]);
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
  if (!accreditedAt(m, actor, one.scheme, now)) return "NotAccredited";
  if (one.from > one.to) return "WindowEmpty";
  if (one.to < now) return "WindowOver";
  if (m.issued.has(one.certificate)) return "CertificateExists";
  if (one.products.length === 0) return "CountOutOfRange";
  const volumes = new Map<string, bigint>();
  for (const [product, volume] of one.products) {
    if (volume === 0n) return "VolumeZero";
    if (volumes.has(product)) return "ProductRepeated";
    volumes.set(product, volume);
  }
  if (one.plots.length === 0) return "CountOutOfRange";
  m.issued.set(one.certificate, {
    body: actor,
    holder: one.holder,
    scheme: one.scheme,
    from: one.from,
    to: one.to,
    issuedAt: now,
    volumes,
    plots: new Set(one.plots),
    statuses: [{ since: now, status: IN_FORCE, reason: "" }],
  });
  return "accepted";
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
    if (!accreditedAt(m, held.body, held.scheme, now)) return "NotAccredited";
  } else if (actor !== held.body && actor !== m.accreditors.get(`${held.body}/${held.scheme}`)) return "NotBody";
  const last = held.statuses.at(-1)?.status ?? NONE;
  if (isFinal(last)) return "CertificateFinal";
  if (now > held.to && !isFinal(one.status)) return "CertificateFinal";
  if (last === one.status) return "StatusUnchanged";
  held.statuses.push({ since: now, status: one.status, reason: one.reason });
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
  if (time > one.to) return [EXPIRED, one.to + 1, ""];
  if (term.status === IN_FORCE && time < one.from) return [NONE, 0, ""];
  if (term.status === IN_FORCE && term.since < one.from) return [IN_FORCE, one.from, term.reason];
  return [term.status, term.since, term.reason];
}
