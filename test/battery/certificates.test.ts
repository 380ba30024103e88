import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { History } from "#backend/chain/history.ts";
import { certificateStates, roleBits } from "#core/act/states.ts";
import { statusAt } from "./model/certificates.ts";
import { FAR, type Models } from "./model/models.ts";
import { choose, type Deed, deed, fault, playRuns } from "./model/run.ts";
import { idOf, openStage, type Stage } from "./model/stage.ts";

const { certifier, grower } = roleBits;
const players = { body: certifier, other: certifier, farm: grower };
const bodies = ["body", "other"];
const schemes = ["organic", "quality"];
const HOUR = 3600;
type Products = readonly (readonly [product: string, grams: bigint])[];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(players);
});

const some = fc.record({
  n: fc.nat(1000),
  m: fc.nat(1000),
  from: fc.integer({ min: -3, max: 3 }),
  for: fc.integer({ min: -1, max: 6 }),
  fault,
});
type Some = typeof some extends fc.Arbitrary<infer T> ? T : never;
/** Hours before or after now, so that windows begin and end within a run. */
const span = (now: number, one: Some) => ({ from: now + one.from * HOUR, to: now + (one.from + one.for) * HOUR });
const known = ({ certificates }: Models): string[] => [...certificates.issued.keys()];
const bodyOf = ({ certificates }: Models, certificate: string): string =>
  certificates.issued.get(certificate)?.body ?? "body";

const wait =
  (one: Some): Deed =>
  (s) =>
    s.later(1 + (one.n % 5) * 1800);
const accredit =
  (one: Some): Deed =>
  (s) => {
    const [body, scheme] = [choose(bodies, one.n, "farm"), choose(schemes, one.m, "organic")];
    const products = choose([["made", "pack"], ["made", "pack"], ["pack"]], one.m, []);
    s.accredit(choose(["accreditor"], one.m, "operator"), { body, scheme, products, ...span(s.now(), one) }, one.fault);
    s.seeAccredited(body, scheme, s.now());
  };
const suspend =
  (one: Some): Deed =>
  (s) => {
    const [body, scheme] = [choose(bodies, one.n, "farm"), choose(schemes, one.m, "organic")];
    s.setAccreditation(choose(["accreditor"], one.n, "body"), { body, scheme, suspended: one.m % 3 !== 2 }, one.fault);
    s.seeAccredited(body, scheme, s.now());
  };
const issue =
  (one: Some): Deed =>
  (s, m) => {
    const certificate = one.n % 8 === 7 ? "certificate-0" : `certificate-${m.certificates.issued.size}`;
    const products = [
      ["made", BigInt(one.m % 16 === 14 ? 0 : 50)],
      [one.n % 16 === 13 ? "made" : "pack", 60n],
    ] as const;
    const scope = {
      scheme: choose(schemes, one.m, "none"),
      products: one.m % 16 === 13 ? [] : products,
      plots: ["plot-1", "plot-2"],
    };
    s.issue(choose(bodies, one.n, "farm"), { certificate, holder: "farm", ...scope, ...span(s.now(), one) }, one.fault);
    s.seeStatusNow(certificate);
  };
const status =
  (one: Some): Deed =>
  (s, m) => {
    const certificate = choose(known(m), one.n, "nothing");
    const to = choose([2, 1, 2, 1, 3, 4], one.m, one.n % 7);
    const actor = choose([bodyOf(m, certificate), bodyOf(m, certificate), "accreditor"], one.m >> 2, "other");
    s.setStatus(actor, { certificate, status: to, reason: one.n % 16 === 13 ? "" : `audit ${one.m}` }, one.fault);
    s.seeStatusNow(certificate);
  };
const renew =
  (one: Some): Deed =>
  (s, m) => {
    const certificate = choose(known(m), one.n, "nothing");
    const both: Products = [
      ["made", 40n],
      ["pack", 50n],
    ];
    const products = choose<Products>([both, [["made", 30n]]], one.m, [["other", 1n]]);
    const plots = one.n % 16 === 13 ? [] : ["plot-1", "plot-2"];
    const [to, reason] = [span(s.now(), one).to + 4 * HOUR, one.m % 16 === 13 ? "" : `audit ${one.m}`];
    const actor = choose([bodyOf(m, certificate)], one.m >> 2, "other");
    s.renew(actor, { certificate, products, plots, to, reason }, one.fault);
    s.seeStatusNow(certificate);
  };
const reduce =
  (one: Some): Deed =>
  (s, m) => {
    const certificate = choose(known(m), one.n, "nothing");
    const less: Products = [["made", BigInt(one.m % 50)]];
    const products = choose<Products>([less, [], [["pack", 0n]], [["made", 0n]]], one.m, [["other", 1n]]);
    const plots = choose<readonly string[]>([[], ["plot-2"], ["plot-1"]], one.n >> 2, ["plot-9"]);
    const reason = one.m % 16 === 13 ? "" : "less land";
    const actor = choose([bodyOf(m, certificate)], one.m >> 2, "other");
    s.reduceScope(actor, { certificate, products, plots, reason }, one.fault);
    s.seeCovers(certificate, "made", "plot-2", s.now());
  };
const leave =
  (one: Some): Deed =>
  (s) => {
    if (one.n % 4 !== 3) return;
    s.revoke(choose(["accreditor"], one.m, "operator"), choose(bodies, one.n >> 2, "farm"), one.fault);
  };
const comeBack =
  (one: Some): Deed =>
  (s) => {
    const subject = choose(bodies, one.n, "farm");
    const roles = one.m % 8 === 7 ? grower : certifier;
    s.admit(
      choose(["accreditor"], one.m, "operator"),
      { subject, key: `${subject} anew`, roles, ...span(s.now(), one) },
      one.fault,
    );
  };
const turn =
  (one: Some): Deed =>
  (s) =>
    void s.rotate(choose([...bodies, "farm"], one.n, "accreditor"), `key ${one.m % 3}`, one.fault);
const publish =
  (one: Some): Deed =>
  (s) => {
    const verifier = `verifier ${one.m % 3}`;
    s.release(choose(["operator"], one.n, "accreditor"), verifier, one.fault);
    s.seeRelease(verifier);
  };

const prepare: Deed = (s) => {
  s.accredit("accreditor", { body: "body", scheme: "organic", products: ["made", "pack"], from: 0, to: FAR }, "none");
  const scope = { scheme: "organic", products: [["made", 50n]] as const, plots: ["plot-1"] };
  const to = s.now() + 20 * HOUR;
  s.issue("body", { certificate: "certificate-0", holder: "farm", ...scope, from: s.now(), to }, "none");
};

/** Every change, the seconds around it, and times between them that nothing marks. */
function moments(now: number, start: number, { certificates, actors }: Models): number[] {
  const marks = new Set<number>([start, now]);
  for (const { from, to, statuses } of certificates.issued.values())
    for (const mark of [from, to, ...statuses.flatMap((one) => [one.since, one.to])]) marks.add(mark);
  for (const { scopes } of certificates.issued.values()) for (const { since } of scopes) marks.add(since);
  for (const terms of [...certificates.accreditations.values(), ...actors.terms.values()])
    for (const { since, from, to } of terms) for (const mark of [since, from, to]) marks.add(mark);
  const sorted = [...marks].filter((mark) => mark > 0).sort((a, b) => a - b);
  const between = sorted.map((mark, at) => Math.floor((mark + (sorted[at + 1] ?? mark + HOUR)) / 2));
  return [...new Set([...sorted.flatMap((mark) => [mark - 1, mark, mark + 1]), ...between])];
}
const finish: Deed = (s, m) => {
  const start = m.certificates.issued.get("certificate-0")?.issuedAt ?? 0;
  const all = moments(s.now(), start, m);
  // A third of the moments for each question: over the runs every pair comes up.
  const share = (of: number) => all.filter((_, at) => (at + of + s.now()) % 3 === 0);
  for (const [of, certificate] of known(m).entries()) {
    for (const time of share(of)) s.seeStatus(certificate, time);
    for (const [at, product] of ["made", "pack"].entries())
      for (const time of share(of + at + 1)) s.seeCovers(certificate, product, `plot-${at + 1}`, time);
  }
  for (const [of, body] of bodies.entries()) {
    for (const time of share(of)) s.seeAccredited(body, "organic", time);
    for (const time of share(of + 1)) if (time >= start) s.seeKey(body, time);
  }
};

/** What the console shows of a certificate's history, folded from events, is the model's history. */
function compare(history: History, { certificates }: Models): void {
  for (const [id, one] of certificates.issued) {
    const known = history.certificates.get(idOf(id).slice(2));
    expect(known).toMatchObject({ validFrom: Math.max(one.from, 0), validTo: one.to, issuedAt: one.issuedAt });
    const changes = one.statuses.slice(1).map(({ status, since, reason, change }) => ({
      ...{ status, time: since, reason },
      ...(change && { change }),
    }));
    expect(known?.states.filter(({ change }) => change !== "reduced")).toEqual(changes);
    const volumes = [...one.volumes].map(([product, grams]) => [idOf(product).slice(2), Number(grams)]);
    expect(known?.volumes).toEqual(Object.fromEntries(volumes));
    expect(new Set(known?.plots)).toEqual(new Set([...one.plots].map((plot) => idOf(plot).slice(2))));
    // Nothing holds before it was issued, and final is final.
    expect(statusAt(certificates, id, one.issuedAt - 1)[0]).toBe(certificateStates.indexOf("none"));
    const ends = one.statuses.filter(({ status }) => status === 3 || status === 4);
    expect(ends.length).toBeLessThanOrEqual(1);
    if (ends[0]) expect(one.statuses.at(-1)).toBe(ends[0]);
  }
}

it("R13: certificates: at every past moment in the state that the model says, accredited and signed for as it says", async () => {
  const command = (name: string, act: (one: Some) => Deed) => deed(name, some, act);
  const commands = [
    ...[command("wait", wait), command("wait", wait), command("accredit", accredit), command("suspend", suspend)],
    ...[command("issue", issue), command("issue", issue), command("status", status), command("status", status)],
    ...[command("renew", renew), command("renew", renew), command("reduce", reduce)],
    ...[command("status", status), command("leave", leave), command("come back", comeBack), command("turn", turn)],
    command("publish", publish),
  ];
  await playRuns(
    "certificates",
    stage,
    players,
    commands,
    prepare,
    finish,
    compare,
    process.env.BATTERY === "full" ? 10_000 : undefined,
  );
});
