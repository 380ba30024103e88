import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Entry, Statement } from "#core/entry.ts";
import { find } from "#core/ledger/shelf.ts";
import { type Ground, ground } from "../backend/ground.ts";
import { refused } from "./refused.ts";

let g: Ground;
beforeEach(() => {
  g = ground();
  g.open("leaf-1", "fresh-leaf", "grower", 1000);
  g.open("made-1", "made-tea", "factory");
  g.add(g.sign(g.people.operator, { ...g.say.defined("fresh-leaf"), commitmentDue: true } as Statement));
});
afterEach(() => expect(g.changedAgain()).toEqual([]));
const promised = (certificate: string, more: object = {}, by: "grower" | "factory" = "grower"): Entry =>
  g.sign(g.people[by], g.say.promised(certificate, "leaf-1", "fresh-leaf", more));
const received = (proof?: object, quantity = 1000): Entry => {
  const statement = g.say.received("leaf-1") as Extract<Statement, { bizStep: "receiving" }>;
  const [element] = statement.quantityList;
  return g.sign(
    g.people.factory,
    {
      ...statement,
      quantityList: [{ ...element, quantity }],
      ...(proof && { "liangji:incoming": proof }),
    } as Statement,
    ["batch/made-1"],
  );
};
const under = (certificate: string) => ({ kind: "commitment", certificate });
const moved = (to: string, by: "grower" | "operator" | "factory" = "grower", more: object = {}): Entry =>
  g.sign(g.people[by], {
    type: "liangji:CommitmentMoved",
    occurredAt: "2026-03-22T08:00:00+08:00",
    certificate: "hgz-1",
    to,
    ...more,
  } as Statement);
const decided = (entry: Entry) => refused(() => g.decide([entry]));
const state = (certificate = "hgz-1") => find(g.ledger.commitments, certificate)?.state;

describe("a test report as proof", () => {
  it("is not one any more when its laboratory withdrew it", () => {
    g.add(g.sign(g.people.laboratory, g.say.tested("report-1", "leaf-1"), ["batch/leaf-1"]));
    const proof = { kind: "test-report", report: "report-1" };
    expect(decided(received(proof))).toBe("accepted");
    g.add(
      g.sign(g.people.laboratory, {
        type: "liangji:TestReportWithdrawn",
        occurredAt: "2026-03-22T08:00:00+08:00",
        report: "report-1",
        reason: "示例",
      }),
    );
    expect(decided(received(proof))).toBe("report-withdrawn");
  });
});

describe("a promise", () => {
  it("is taken from the grower who holds the batch, in the grower's own name", () => {
    expect(decided(promised("hgz-1"))).toBe("accepted");
    expect(decided(promised("hgz-1", { issuerName: "别人" }))).toBe("field-invalid");
  });

  it("is never taken from another's key, not even a co-op's that filled it in", () => {
    expect(decided(promised("hgz-1", { issuerName: "factory" }, "factory"))).toBe("not-holder");
    expect(decided({ ...promised("hgz-1"), actor: "factory" })).toBe("not-your-key");
  });

  it("goes no further than the batch, however many there are, and each number is given once", () => {
    g.add(promised("hgz-1", { grams: 600 }));
    expect(decided(promised("hgz-1", { grams: 1 }))).toBe("commitment-used");
    expect(decided(promised("hgz-2", { grams: 401 }))).toBe("commitment-quantity");
    expect(decided(promised("hgz-2", { grams: 400 }))).toBe("accepted");
  });

  it("is corrected by another one that takes its place, and never edited", () => {
    g.add(promised("hgz-1"));
    g.add(promised("hgz-2", { supersedes: "hgz-1", grams: 900 }));
    expect([state("hgz-1"), state("hgz-2")]).toEqual(["superseded", "issued"]);
    expect(decided(promised("hgz-3", { grams: 101 }))).toBe("commitment-quantity");
    expect(decided(promised("hgz-3", { supersedes: "hgz-1", grams: 1 }))).toBe("commitment-not-in-force");
  });

  it("is not taken while leaf in the batch was picked too early and nobody answers for it", () => {
    g.add(g.sign(g.people.grower, g.say.sprayed("plot-1", "2026-03-14", 7), ["plot/plot-1"]));
    g.add(g.sign(g.people.grower, g.say.picked("plot-1", "leaf-1", "2026-03-20"), ["batch/leaf-1", "plot/plot-1"]));
    expect(decided(promised("hgz-1"))).toBe("interval-not-over");
  });

  it("needs every field of its form, and none of the other form's", () => {
    for (const more of [{ plots: [] }, { parents: ["hgz-0"] }, { issuerKind: "buyer" }, { basis: [] }, { contact: "" }])
      expect(decided(promised("hgz-1", more))).toBe("field-invalid");
    const { origin: _, ...unsaid } = g.say.promised("hgz-1", "leaf-1") as Statement & { origin?: string };
    expect(decided(g.sign(g.people.grower, unsaid as Statement))).toBe("field-invalid");
  });
});

describe("no certificate, no purchase", () => {
  it("refuses leaf without any proof, and takes it with the certificate, another proof, or an older form on paper", () => {
    expect(decided(received())).toBe("no-certificate");
    expect(decided(received({ kind: "other", proof: "示例检疫证 001" }))).toBe("accepted");
    for (const template of ["CN-CDC-2020", "CN-CDC-2021", "CN-CDC-2023"])
      expect(
        decided(
          received({
            kind: "paper",
            template,
            issuerName: "示例",
            productName: "茶鲜叶",
            quantity: "1 公斤",
            issuedOn: "2023-03-01",
            basis: ["QC"],
          }),
        ),
      ).toBe("accepted");
    g.add(promised("hgz-1"));
    expect(decided(received(under("hgz-1")))).toBe("accepted");
  });

  it("uses a certificate up: not one gram more than it says is bought under it", () => {
    g.add(promised("hgz-1"));
    g.add(received(under("hgz-1"), 400));
    expect(decided(received(under("hgz-1"), 601))).toBe("commitment-mismatch");
    g.add(received(under("hgz-1"), 600));
    expect(state()).toBe("consumed");
    expect(decided(received(under("hgz-1"), 1))).toBe("commitment-not-in-force");
  });

  it("takes no certificate that is unknown, or void", () => {
    expect(decided(received(under("hgz-1")))).toBe("commitment-unknown");
    g.add(promised("hgz-1"));
    g.add(moved("voided", "operator", { reason: "示例：查出问题" }));
    expect(decided(received(under("hgz-1")))).toBe("commitment-not-in-force");
    expect(find(g.ledger.commitments, "hgz-1")?.because?.reason).toBe("示例：查出问题");
  });

  it("takes no certificate that a buyer reported, until it is issued again", () => {
    g.add(promised("hgz-1"));
    const report = {
      type: "liangji:DiscrepancyReport",
      occurredAt: "2026-03-22T08:00:00+08:00",
      report: "report-1",
      batch: "leaf-1",
      certificate: "hgz-1",
      kind: "mismatch",
      found: "示例：品名不对",
      authority: "示例县农业农村局",
    } as Statement;
    expect(decided(g.sign(g.people.grower, report))).toBe("role-missing");
    g.add(g.sign(g.people.factory, report));
    expect(state()).toBe("disputed");
    expect(decided(received(under("hgz-1")))).toBe("commitment-not-in-force");
    g.add(promised("hgz-2", { supersedes: "hgz-1" }));
    expect(decided(received(under("hgz-2")))).toBe("accepted");
  });

  it("refuses leaf whose spraying was written down only after the promise", () => {
    g.add(g.sign(g.people.grower, g.say.picked("plot-1", "leaf-1", "2026-03-20"), ["batch/leaf-1", "plot/plot-1"]));
    g.add(promised("hgz-1"));
    g.add(g.sign(g.people.grower, g.say.sprayed("plot-1", "2026-03-14", 7), ["plot/plot-1"]));
    expect(decided(received(under("hgz-1")))).toBe("interval-not-over");
  });
});

describe("what becomes of a certificate", () => {
  beforeEach(() => g.add(promised("hgz-1")));

  it("is said by its issuer; only an authority may take another's back, and never without a reason", () => {
    g.add(moved("attached"));
    expect(state()).toBe("attached");
    expect(decided(moved("shared", "operator"))).toBe("not-holder");
    expect(decided(moved("voided", "factory", { reason: "示例" }))).toBe("not-holder");
    expect(decided(moved("voided"))).toBe("field-invalid");
    expect(decided(moved("voided", "grower", { reason: "示例" }))).toBe("accepted");
  });

  it("frees its grams for a new one when it is void", () => {
    expect(decided(promised("hgz-2"))).toBe("commitment-quantity");
    g.add(moved("voided", "grower", { reason: "示例" }));
    expect(decided(promised("hgz-2"))).toBe("accepted");
  });
});

describe("mixing or splitting", () => {
  const buyers = (parents: string[], more: object = {}): Entry => {
    const { origin: _, ...form } = g.say.promised("hgz-b", "made-1", "made-tea", {
      role: "buyer",
      issuerKind: "buyer",
      issuerName: "factory",
      plots: [],
      parents,
      ...more,
    }) as Statement & { origin?: string };
    return g.sign(g.people.factory, form as Statement);
  };

  it("asks for a buyer's certificate that names all that was collected, and nothing else", () => {
    expect(decided(buyers([]))).toBe("commitment-uncollected");
    g.add(promised("hgz-1"));
    g.add(received(under("hgz-1")));
    expect(decided(buyers([]))).toBe("field-invalid");
    expect(decided(buyers(["hgz-1", "hgz-2"]))).toBe("field-invalid");
    expect(decided(buyers(["hgz-1"], { issuerKind: "farmer" }))).toBe("field-invalid");
    expect(decided(buyers(["hgz-1"]))).toBe("accepted");
  });
});
