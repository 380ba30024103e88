import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { base64url, fromBase64url } from "#core/bytes.ts";
import { type Entry, signedBytes } from "#core/entry.ts";
import { dateOf } from "#core/ledger/interval.ts";
import type { Line } from "#core/ledger/ledger.ts";
import { find } from "#core/ledger/shelf.ts";
import type { CertificateDocument } from "#core/statement/certificate.ts";
import { utcSeconds } from "#core/statement/clock.ts";
import { DOMAIN, type Ground, ground, hashOf, NOW, ORIGIN } from "../backend/ground.ts";
import { refused } from "./refused.ts";

let g: Ground;
beforeEach(() => {
  g = ground();
});
afterEach(() => expect(g.changedAgain()).toEqual([]));
const decided = (...entries: unknown[]) => refused(() => g.decide(entries));
const withSignature = (entry: Entry, change: (bytes: Uint8Array) => void): Entry => {
  const bytes = fromBase64url(entry.signature);
  change(bytes);
  return { ...entry, signature: base64url(bytes) };
};
const harvest = (batch = "leaf-1", day = "2026-03-20") =>
  g.sign(g.people.grower, g.say.picked("plot-1", batch, day), [`batch/${batch}`, "plot/plot-1"]);

describe("who may say what", () => {
  it("takes a grower's harvest of its own plot into its own open batch", () => {
    g.open("leaf-1", "fresh-leaf", "grower");
    expect(decided(harvest())).toBe("accepted");
  });

  it("refuses a signature with one bit flipped", () => {
    g.open("leaf-1", "fresh-leaf", "grower");
    expect(decided(withSignature(harvest(), (bytes) => bytes.set([(bytes[5] ?? 0) ^ 1], 5)))).toBe("signature-wrong");
  });

  it("refuses an honest signature over a statement with one gram changed", () => {
    g.open("leaf-1", "fresh-leaf", "grower");
    const entry = structuredClone(harvest());
    if (entry.statement.type === "ObjectEvent" && "quantityList" in entry.statement)
      entry.statement.quantityList[0].quantity += 1;
    expect(decided(entry)).toBe("signature-wrong");
  });

  it("refuses the other valid spelling of a signature", () => {
    const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const entry = withSignature(g.sign(g.people.operator, g.say.defined("tea")), (bytes) => {
      const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).toString("hex")}`);
      bytes.set(Buffer.from((n - s).toString(16).padStart(64, "0"), "hex"), 32);
    });
    expect(decided(entry)).toBe("signature-not-low-s");
  });

  it("refuses a signature made for another log", () => {
    const { statement, actor, key, series } = g.sign(g.people.operator, g.say.defined("tea"));
    const unsigned = { statement, actor, key, series };
    const bytes = signedBytes(ORIGIN.replace("2026", "2027"), unsigned);
    expect(decided({ ...unsigned, signature: base64url(g.people.operator.sign(bytes)) })).toBe("signature-wrong");
  });

  it("refuses someone whom nobody introduced", () => {
    expect(decided({ ...g.sign(g.people.operator, g.say.defined("tea")), actor: "stranger" })).toBe("actor-unknown");
  });

  it("refuses an actor whom the chain does not know, or no longer", () => {
    g.onChain.delete("operator");
    expect(decided(g.sign(g.people.operator, g.say.defined("tea")))).toBe("actor-unknown");
  });

  it("refuses a key that the chain has replaced", () => {
    g.onChain.set("operator", { key: g.people.grower.key, roles: 1 });
    expect(decided(g.sign(g.people.operator, g.say.defined("tea")))).toBe("not-your-key");
  });

  it("refuses one actor's key under another's name", () => {
    expect(decided({ ...g.sign(g.people.grower, g.say.defined("tea")), actor: "operator" })).toBe("not-your-key");
  });

  it("refuses a grower who defines a product", () => {
    expect(decided(g.sign(g.people.grower, g.say.defined("tea")))).toBe("role-missing");
  });

  it("refuses a role that the log gave and the chain did not", () => {
    g.onChain.set("grower", { key: g.people.grower.key, roles: 64 });
    g.open("leaf-1", "fresh-leaf", "grower");
    expect(decided(harvest())).toBe("role-missing");
  });

  it("refuses an operator who admits a certification body, and an accreditor who admits a grower", () => {
    expect(decided(g.sign(g.people.operator, g.say.admitted("certifier")))).toBe("role-missing");
    expect(decided(g.sign(g.people.accreditor, g.say.admitted("grower")))).toBe("role-missing");
  });
});

describe("where an entry stands", () => {
  beforeEach(() => g.open("leaf-1", "fresh-leaf", "grower"));

  it("refuses a second entry that claims the same place in a series", () => {
    const [first, second] = [harvest("leaf-1"), harvest("leaf-1", "2026-03-19")];
    g.add(first);
    expect(decided(second)).toBe("series-conflict");
  });

  it("refuses a gap in a series", () => {
    const { statement, actor, key } = harvest();
    const unsigned = {
      statement,
      actor,
      key,
      series: [
        { id: "batch/leaf-1", sequence: 2, previous: "0".repeat(64) },
        { id: "plot/plot-1", sequence: 1, previous: "" },
      ],
    };
    expect(decided({ ...unsigned, signature: base64url(g.people.grower.sign(signedBytes(ORIGIN, unsigned))) })).toBe(
      "series-conflict",
    );
  });

  it("links two harvests that are sent together, in their order", () => {
    const first = harvest();
    const statement = g.say.picked("plot-1", "leaf-1", "2026-03-21");
    const unsigned = {
      statement,
      actor: "grower",
      key: g.people.grower.key,
      series: ["batch/leaf-1", "plot/plot-1"].map((id) => ({ id, sequence: 2, previous: hashOf(first) })),
    };
    const second = { ...unsigned, signature: base64url(g.people.grower.sign(signedBytes(ORIGIN, unsigned))) };
    expect(decided(first, second)).toBe("accepted");
    expect(decided(second, first)).toBe("series-conflict");
  });

  it("refuses a harvest that leaves its plot's series out", () => {
    expect(decided(g.sign(g.people.grower, g.say.picked("plot-1", "leaf-1"), ["batch/leaf-1"]))).toBe("series-missing");
  });

  it("refuses a series that the statement does not belong to", () => {
    expect(decided(g.sign(g.people.operator, g.say.defined("tea"), ["plot/plot-1"]))).toBe("field-invalid");
  });

  it("changes nothing when the second of two entries is refused", () => {
    const before = g.ledger.series.own.size;
    expect(decided(harvest(), g.sign(g.people.grower, g.say.defined("tea")))).toBe("role-missing");
    expect(g.ledger.series.own.size).toBe(before);
    expect(decided(harvest())).toBe("accepted");
  });

  it("answers an entry sent twice with the place that it has", () => {
    const entry = harvest();
    const [first] = g.add(entry);
    const [again] = g.decide([entry]).decided;
    expect(again).toMatchObject({ index: first?.index, repeated: true });
  });

  it("knows the same entry twice in one request", () => {
    const entry = harvest();
    expect(g.decide([entry, entry]).decided.map(({ repeated }) => repeated)).toEqual([false, true]);
  });

  it("refuses the same statement signed anew, and says where it stands", () => {
    const entry = g.sign(g.people.operator, g.say.defined("tea"));
    g.add(entry);
    expect(decided(g.sign(g.people.operator, g.say.defined("tea")))).toBe("entry-duplicate");
  });
});

describe("what must hold on the land and in the batch", () => {
  it("refuses a neighbour on the plot, and the neighbour's batch", () => {
    g.open("leaf-1", "fresh-leaf", "neighbour");
    expect(decided(g.sign(g.people.neighbour, g.say.picked("plot-1", "leaf-1"), ["batch/leaf-1", "plot/plot-1"]))).toBe(
      "not-holder",
    );
    expect(decided(harvest())).toBe("not-holder");
  });

  it("refuses a plot that was never surveyed", () => {
    g.open("leaf-1", "fresh-leaf", "grower");
    expect(decided(g.sign(g.people.grower, g.say.picked("plot-2", "leaf-1"), ["batch/leaf-1", "plot/plot-2"]))).toBe(
      "plot-unknown",
    );
  });

  it("refuses a batch that nobody opened, and one that is closed", () => {
    expect(decided(harvest())).toBe("batch-unknown");
    g.open("leaf-1", "fresh-leaf", "grower");
    const on = g.batches.get("leaf-1");
    if (on) g.batches.set("leaf-1", { ...on, state: "closed" });
    expect(decided(harvest())).toBe("series-closed");
  });

  it("refuses a batch named by another product, or on another domain", () => {
    g.open("leaf-1", "fresh-leaf", "grower");
    const other = g.say.picked("plot-1", "leaf-1", "2026-03-20", "made-tea");
    expect(decided(g.sign(g.people.grower, other, ["batch/leaf-1", "plot/plot-1"]))).toBe("field-invalid");
    const elsewhere = JSON.parse(
      JSON.stringify(g.say.picked("plot-1", "leaf-1")).replaceAll(DOMAIN, "id.other.example"),
    );
    expect(decided(g.sign(g.people.grower, elsewhere, ["batch/leaf-1", "plot/plot-1"]))).toBe("field-invalid");
  });

  it("takes what a factory receives into the batch that it names, and no other's", () => {
    g.open("leaf-1", "fresh-leaf", "grower");
    g.open("made-1", "made-tea", "factory");
    expect(decided(g.sign(g.people.factory, g.say.received("leaf-1"), ["batch/made-1"]))).toBe("accepted");
    expect(decided(g.sign(g.people.factory, g.say.received("leaf-1"), ["batch/leaf-1"]))).toBe("not-holder");
    expect(decided(g.sign(g.people.factory, g.say.received("leaf-1")))).toBe("series-missing");
  });

  it("takes making into the batch made, and refuses an input that does not exist", () => {
    g.open("leaf-1", "fresh-leaf", "grower");
    g.open("made-1", "made-tea", "factory");
    expect(decided(g.sign(g.people.factory, g.say.made("leaf-1", "made-1"), ["batch/made-1"]))).toBe("accepted");
    expect(decided(g.sign(g.people.factory, g.say.made("leaf-9", "made-1"), ["batch/made-1"]))).toBe("batch-unknown");
  });

  it("lets a report count for one batch only", () => {
    g.open("made-1", "made-tea", "factory");
    g.open("made-2", "made-tea", "factory");
    g.add(g.sign(g.people.laboratory, g.say.tested("report-1", "made-1"), ["batch/made-1"]));
    expect(decided(g.sign(g.people.laboratory, g.say.tested("report-1", "made-2"), ["batch/made-2"]))).toBe(
      "report-used",
    );
  });

  it("refuses a report whose limit is not the table's, and takes the table's in another spelling", () => {
    g.open("made-1", "made-tea", "factory");
    expect(decided(g.sign(g.people.laboratory, g.say.tested("report-1", "made-1", "50"), ["batch/made-1"]))).toBe(
      "limit-wrong",
    );
    expect(decided(g.sign(g.people.laboratory, g.say.tested("report-1", "made-1", "5.0"), ["batch/made-1"]))).toBe(
      "accepted",
    );
  });

  it("takes a second report on a batch, and no report for more than there is of it", () => {
    g.open("made-1", "made-tea", "factory", 300);
    g.add(g.sign(g.people.laboratory, g.say.tested("report-1", "made-1"), ["batch/made-1"]));
    const again = g.say.tested("report-2", "made-1");
    expect(decided(g.sign(g.people.laboratory, again, ["batch/made-1"]))).toBe("accepted");
    const more = { ...again, quantityGrams: 301 } as Entry["statement"];
    expect(decided(g.sign(g.people.laboratory, more, ["batch/made-1"]))).toBe("report-quantity");
  });

  it.each<[string, object]>([
    ["sampled by somebody nobody knows", { sampledBy: "ghost" }],
    ["sampled after it was written", { sampledAt: "2026-01-05T08:00:01+08:00" }],
    ["of a sample larger than what it covers", { sampleGrams: 221 }],
    ["with a line that neither measured nor says how little it would have seen", { value: undefined }],
    ["in another unit than the table's", { unit: "%" }],
  ])("refuses a report %s", (_, change) => {
    g.open("made-1", "made-tea", "factory");
    const said = g.say.tested("report-1", "made-1") as Extract<Entry["statement"], { type: "liangji:TestReport" }>;
    const line = Object.keys(change).some((name) => name in (said.results[0] ?? {}));
    const changed = line
      ? { ...said, results: said.results.map((one) => ({ ...one, ...change })) }
      : { ...said, ...change };
    const statement = JSON.parse(JSON.stringify(changed)) as Entry["statement"];
    expect(decided(g.sign(g.people.laboratory, statement, ["batch/made-1"]))).toMatch(/field-invalid|actor-unknown/);
    expect(decided(g.sign(g.people.laboratory, said, ["batch/made-1"]))).toBe("accepted");
  });

  it("refuses a report that names an analyte twice", () => {
    g.open("made-1", "made-tea", "factory");
    const said = g.say.tested("report-1", "made-1") as Extract<Entry["statement"], { type: "liangji:TestReport" }>;
    const twice = { ...said, results: [...said.results, ...said.results] };
    expect(decided(g.sign(g.people.laboratory, twice, ["batch/made-1"]))).toBe("field-invalid");
  });

  it("refuses a survey for a holder whom nobody knows", () => {
    expect(decided(g.sign(g.people.operator, g.say.surveyed("plot-2", "ghost")))).toBe("actor-unknown");
  });

  it("refuses another body's words under a certificate's number", () => {
    g.add(g.sign(g.people.certifier, g.say.certified("cert-1")));
    const held = find(g.ledger.certificates, "cert-1") as Line<CertificateDocument>;
    g.ledger.certificates.own.set("cert-1", { ...held, actor: "another-body" });
    expect(
      decided(
        g.sign(g.people.certifier, {
          ...g.say.certified("cert-1"),
          occurredAt: "2026-01-06T08:00:00+08:00",
        } as Entry["statement"]),
      ),
    ).toBe("not-holder");
    g.ledger.certificates.own.set("cert-1", held);
  });
});

describe("the grade of a claim", () => {
  const claim = (grade: "third-party" | "measured" | "self-declared"): Entry["statement"] => ({
    type: "liangji:ClaimMade",
    occurredAt: "2026-01-05T08:00:00+08:00",
    claim: "residues",
    product: "tea",
    title: { zh: "没有农残", en: "No residues" },
    grade,
  });
  it("is the speaker's to give: no producer calls its own word a third party's, no packer its own a measurement", () => {
    const by = (
      who: "grower" | "packer" | "operator" | "laboratory" | "certifier",
      grade: Parameters<typeof claim>[0],
    ) => decided(g.sign(g.people[who], claim(grade)));
    expect(by("grower", "third-party")).toBe("role-missing");
    expect(by("operator", "third-party")).toBe("role-missing");
    expect(by("packer", "measured")).toBe("role-missing");
    expect(by("laboratory", "self-declared")).toBe("role-missing");
    expect(by("laboratory", "third-party")).toBe("accepted");
    expect(by("certifier", "third-party")).toBe("accepted");
    expect(by("operator", "measured")).toBe("accepted");
    expect(by("grower", "self-declared")).toBe("accepted");
  });
});

describe("form and time", () => {
  it("refuses what has not happened yet, but forgives a clock that runs five minutes fast", () => {
    const statement = { ...g.say.defined("tea"), occurredAt: "2026-03-25T08:05:01+08:00" } as Entry["statement"];
    expect(decided(g.sign(g.people.operator, statement))).toBe("time-in-future");
    expect(refused(() => g.decide([g.sign(g.people.operator, statement)], NOW + 1))).toBe("accepted");
  });

  it("names the field that is wrong, whichever kind of statement it is in", () => {
    const entry = structuredClone(g.sign(g.people.operator, g.say.surveyed("plot-2", "grower")));
    Object.assign(entry.statement, { altitudeMetres: 99_999 });
    expect(() => g.decide([entry])).toThrow(/field-invalid path=statement\.altitudeMetres problem=at most 6000/);
    const harvestEntry = structuredClone(harvest());
    Object.assign(harvestEntry.statement, { disposition: "lost" });
    expect(() => g.decide([harvestEntry])).toThrow(/path=statement\.disposition/);
  });

  it("refuses a field that nobody signed for", () => {
    expect(() => g.decide([{ ...harvest(), note: "x" }])).toThrow(/problem=unknown note/);
  });

  it("counts civil days as the calendar does", () => {
    for (const day of ["1970-01-01", "2024-02-29", "2026-02-28", "2026-03-01", "2099-12-31"])
      expect(dateOf(utcSeconds(`${day}T00:00:00Z`))).toBe(day);
  });
});
