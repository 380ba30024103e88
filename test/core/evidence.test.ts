import { beforeAll, describe, expect, it } from "vitest";
import { hex, utf8 } from "#core/bytes.ts";
import { keyAsked } from "#core/chain/questions.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import type { ChainView } from "#core/evidence/chain-view.ts";
import { tellStory } from "#core/evidence/tell.ts";
import type { Judgement } from "#core/evidence/verdict.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import { believedGrade } from "#core/rules/grades.ts";
import { crypto, person, sha256, signEntry } from "./person.ts";
import { type World, world } from "./world.ts";

let w: World;
beforeAll(() => {
  w = world();
});
const clone = (bundle: Bundle): Bundle => structuredClone(bundle);
const judge = (
  bundle: unknown,
  view: ChainView | { unavailable: "offline"; nodes: number } = w.view,
  now = w.now,
): Promise<Judgement> => verifyEvidence(bundle, w.policy, now, view, crypto);
const failed = ({ checks }: Judgement) => checks.filter(({ status }) => status === "failed").map(({ name }) => name);
const entryOf = (bundle: Bundle, n: number) => bundle.entries[n] as Bundle["entries"][number];
const at = (kind: (bundle: Bundle["entries"][number]) => boolean) => w.bundle.entries.findIndex(kind);
const withText = (text: string) => hex(sha256(utf8(text)));

describe("a true bundle", () => {
  it("believes no grade that the speaker's role does not carry", () => {
    expect(believedGrade("third-party", ["grower", "packer"])).toBe("self-declared");
    expect(believedGrade("third-party", ["laboratory"])).toBe("third-party");
    expect(believedGrade("measured", ["factory"])).toBe("self-declared");
    expect(believedGrade("contested", ["operator"])).toBe("contested");
  });

  it("passes every check, and the pack stays unchecked", async () => {
    const judgement = await judge(w.bundle);
    expect(judgement.checks.filter(({ status }) => status !== "passed")).toEqual([]);
    expect([judgement.headline, judgement.record.code, judgement.code.code, judgement.pack.status]).toEqual([
      "all-passed",
      "record-intact",
      "code-active",
      "skipped",
    ]);
  });
  it("tells plots with shares, tests judged by our own table, and the mass the land can carry", async () => {
    const story = tellStory(w.bundle, w.policy, w.view, sha256);
    expect(story.plots.map(({ grams, shareBasisPoints }) => [grams, shareBasisPoints])).toEqual([[189_000, 10_000]]);
    expect(story.tests[0]?.results.map(({ judged }) => judged)).toEqual(["passed", "no-limit"]);
    expect(story.mass).toEqual({
      areaSquareMetres: 8267,
      ceilingGrams: 781_200,
      thisBatchGrams: 47_250,
      otherGrams: 0,
      leftGrams: 733_950,
    });
    expect(story.timeline.map(({ step }) => step.kind)).toEqual([
      "application",
      "harvest",
      "processing",
      "test",
      "packing",
    ]);
  });
});

describe("without the chain", () => {
  it("says that the proof is complete but draws no conclusion about now", async () => {
    const judgement = await judge(w.bundle, { unavailable: "offline", nodes: 1 });
    expect([judgement.headline, judgement.record.code, judgement.code.status]).toEqual([
      "no-conclusion",
      "record-complete-offline",
      "unknown",
    ]);
    const skipped = judgement.checks.filter(({ status }) => status === "skipped").map(({ name }) => name);
    expect(skipped).toEqual(["head-anchored", "anchors"]);
  });
  it("does not pass a head that is too old to speak of now", async () => {
    const later = w.now + 86_400;
    const judgement = await judge(w.bundle, { ...w.view, block: { ...w.view.block, time: later } }, later);
    expect([judgement.headline, judgement.record.code, judgement.code.code]).toEqual([
      "no-conclusion",
      "old-head",
      "old-head",
    ]);
  });
});

describe("what happened since", () => {
  it("puts a recall of the third layer above everything else", async () => {
    const reason = "复检一项农药残留超限";
    const leaf = {
      ...w.view.batches["leaf-1"],
      recalledAt: w.now - 60,
      recallReasonHash: withText(reason),
    } as ChainView["batches"][string];
    const judgement = await judge(
      { ...w.bundle, reasons: { [withText(reason)]: reason } },
      { ...w.view, batches: { ...w.view.batches, "leaf-1": leaf } },
    );
    expect([judgement.headline, judgement.code.code, judgement.code.facts.reason]).toEqual([
      "recalled",
      "recalled",
      reason,
    ]);
  });
  it("shows a certificate withdrawn after packing in both states, and takes no reason the chain does not hold", async () => {
    const certificate = {
      ...w.view.certificates["cert-1"],
      now: { state: "withdrawn", since: w.now - 60, reasonHash: withText("真的原因") },
    } as ChainView["certificates"][string];
    const judgement = await judge(
      { ...w.bundle, reasons: { [withText("真的原因")]: "编的原因" } },
      { ...w.view, certificates: { "cert-1": certificate } },
    );
    expect(judgement.headline).toBe("certificate-not-in-force");
    expect(judgement.certificates[0]).toMatchObject({
      atPacking: { state: "in-force" },
      now: { state: "withdrawn", reason: "" },
    });
  });
  it.each([
    ["none", "never-issued"],
    ["printed", "not-activated"],
    ["void", "void"],
  ] as const)("refuses a code that is %s on the chain", async (state, code) => {
    const judgement = await judge(w.bundle, { ...w.view, label: { ...w.view.label, state } });
    expect([judgement.headline, judgement.code.code]).toEqual(["code-unusable", code]);
  });
});

describe("leaf picked inside the interval", () => {
  const judged = (w: World) => verifyEvidence(w.bundle, w.policy, w.now, w.view, crypto);
  const early = (w: World) => tellStory(w.bundle, w.policy, w.view, sha256).early;

  it("is not shown as in order, although record and code hold, until somebody answers for it", async () => {
    const picked = world({ stoppedOn: "2026-03-15" });
    const judgement = await judged(picked);
    expect([judgement.headline, judgement.record.status, judgement.code.status]).toEqual([
      "picked-early",
      "passed",
      "passed",
    ]);
    expect(early(picked)).toEqual([
      { plot: { zh: "地块一", en: "Plot 1" }, harvestedOn: "2026-03-18", daysAfter: 3, intervalDays: 7 },
    ]);
  });
  it("stays so when the chain cannot be asked", async () => {
    const picked = world({ stoppedOn: "2026-03-15" });
    const alone = { unavailable: "offline", nodes: 1 } as const;
    expect((await verifyEvidence(picked.bundle, picked.policy, picked.now, alone, crypto)).headline).toBe(
      "picked-early",
    );
  });
  it("is in order with an operator's release, whose name and reason are told", async () => {
    const released = world({ stoppedOn: "2026-03-15", releasedBy: "operator" });
    expect((await judged(released)).headline).toBe("all-passed");
    expect(early(released)[0]?.resolution).toEqual({
      person: "示例人员",
      by: w.people.operator?.name,
      reason: "示例：送检合格",
      at: "2026-03-18T18:00:00+08:00",
    });
  });
  it("is no record at all with a release by its own grower", async () => {
    const judgement = await judged(world({ stoppedOn: "2026-03-15", releasedBy: "grower" }));
    expect([judgement.headline, judgement.record.code]).toEqual(["record-failed", "role-not-held"]);
  });
});

describe("a report that its laboratory took back", () => {
  it("is what a buyer must mind, though record and code hold, and is told with both days and the reason", async () => {
    const taken = world({ withdrawnBy: "laboratory" });
    const judgement = await verifyEvidence(taken.bundle, taken.policy, taken.now, taken.view, crypto);
    expect(judgement.headline).toBe("all-passed");
    expect(judgement.summary?.concerns).toEqual([{ kind: "withdrawn", names: [{ zh: "report-1", en: "report-1" }] }]);
    const { tests, timeline } = tellStory(taken.bundle, taken.policy, taken.view, sha256);
    expect(tests).toMatchObject([
      { reportedOn: "2026-03-22", withdrawn: { on: "2026-03-24", reason: "示例：样品混淆" } },
    ]);
    expect(timeline.map(({ step }) => step.kind)).toContain("withdrawal");
  });
  it("is not taken back by anybody else", async () => {
    const forged = world({ withdrawnBy: "operator" });
    const judgement = await verifyEvidence(forged.bundle, forged.policy, forged.now, forged.view, crypto);
    expect([judgement.headline, judgement.record.code]).toEqual(["record-failed", "role-not-held"]);
    expect(tellStory(forged.bundle, forged.policy, forged.view, sha256).tests[0]).not.toHaveProperty("withdrawn");
  });
});

describe("a forged bundle", () => {
  it("fails the signature when one gram of the harvest is changed", async () => {
    const bundle = clone(w.bundle);
    const harvest = entryOf(
      bundle,
      at(({ entry }) => entry.statement.type === "ObjectEvent" && entry.statement.bizStep === "commissioning"),
    ).entry.statement;
    if (harvest.type === "ObjectEvent" && harvest.bizStep === "commissioning") harvest.quantityList[0].quantity += 1;
    const judgement = await judge(bundle);
    expect(failed(judgement)).toEqual(expect.arrayContaining(["entry-signature", "entry-inclusion"]));
    expect([judgement.record.code, judgement.summary, judgement.code.code]).toEqual([
      "signature-wrong",
      undefined,
      "not-judged",
    ]);
  });
  it("fails the signature when an entry is signed by a key nobody admitted", async () => {
    const bundle = clone(w.bundle);
    const n = at(({ entry }) => entry.statement.type === "liangji:TestReport");
    const { statement, series } = entryOf(bundle, n).entry;
    entryOf(bundle, n).entry = signEntry(person("laboratory", "laboratory"), statement, series);
    expect((await judge(bundle)).record.code).toBe("signature-wrong");
  });
  it("fails the role when a packer signs a test report", async () => {
    const bundle = clone(w.bundle);
    const n = at(({ entry }) => entry.statement.type === "liangji:TestReport");
    const { statement, series } = entryOf(bundle, n).entry;
    entryOf(bundle, n).entry = signEntry(w.people.packer as never, statement, series);
    expect(failed(await judge(bundle))).toEqual(expect.arrayContaining(["entry-role", "entry-inclusion"]));
  });
  it("sees a page left out of the plot's history", async () => {
    const bundle = clone(w.bundle);
    bundle.entries.splice(
      at(({ entry }) => entry.statement.type === "ObjectEvent" && entry.statement.bizStep === "liangji:applying"),
      1,
    );
    expect((await judge(bundle)).record.code).toBe("entry-missing");
  });
  it("sees the last page left out of a closed batch", async () => {
    const bundle = clone(w.bundle);
    bundle.entries.splice(
      at(({ entry }) => entry.statement.type === "liangji:TestReport"),
      1,
    );
    expect((await judge(bundle)).record).toMatchObject({ code: "entry-missing", facts: { a: 1, b: 2 } });
  });
  it("does not accept a proof from another log", async () => {
    const other = world();
    const judgement = await verifyEvidence(other.bundle, w.policy, w.now, w.view, crypto);
    expect([judgement.record.code, judgement.record.facts.check]).toEqual(["other-log", "log-signature"]);
    expect(
      (await judge({ ...w.bundle, log: { ...w.bundle.log, origin: "log.other.example/1" } })).record,
    ).toMatchObject({ code: "other-log", facts: { check: "log-identity" } });
  });
  it("does not accept an entry that its author signed for another log", async () => {
    const bundle = clone(w.bundle);
    const n = at(({ entry }) => entry.statement.type === "liangji:TestReport");
    const { statement, series } = entryOf(bundle, n).entry;
    entryOf(bundle, n).entry = signEntry(w.people.laboratory as never, statement, series, "log.other.example/1");
    expect((await judge(bundle)).record).toMatchObject({
      code: "signature-wrong",
      facts: { check: "entry-signature" },
    });
  });
  it("does not accept a log page that does not extend the anchored one", async () => {
    const view = { ...w.view, anchors: w.view.anchors.map((anchor) => ({ ...anchor, root: "0".repeat(64) })) };
    expect((await judge(w.bundle, view)).record.code).toBe("history-rewritten");
  });
  it("does not accept a label under another serial, index or root", async () => {
    for (const label of [
      { ...w.bundle.label, serial: "0000000000000" },
      { ...w.bundle.label, mint: { ...w.bundle.label.mint, index: 3 } },
      { ...w.bundle.label, mint: { ...w.bundle.label.mint, root: "0".repeat(64) } },
    ])
      expect((await judge({ ...w.bundle, label })).code).toMatchObject({
        status: "failed",
        code: "never-issued",
        facts: { check: "label-proof" },
      });
  });
  it("does not let a certificate that the batch draws on be left out", async () => {
    const bundle = clone(w.bundle);
    bundle.entries.splice(
      at(({ entry }) => entry.statement.type === "liangji:CertificateDocument"),
      1,
    );
    expect((await judge(bundle, { ...w.view, certificates: {} })).record.code).toBe("document-differs");
  });
  it("does not let the survey of a plot be left out", async () => {
    const bundle = clone(w.bundle);
    bundle.entries.splice(
      at(({ entry }) => entry.statement.type === "liangji:PlotSurveyed"),
      1,
    );
    expect((await judge(bundle)).record).toMatchObject({ code: "document-differs", facts: { check: "survey-hash" } });
  });
  it("does not show a batch's code as one of another product, with the chain or without", async () => {
    const label = { ...w.bundle.label, product: "green-tea-500g" };
    for (const view of [w.view, { unavailable: "offline", nodes: 1 } as const])
      expect((await judge({ ...w.bundle, label }, view)).code).toMatchObject({
        status: "failed",
        code: "never-issued",
      });
  });
  it("answers a text with half a character in it, and does not break", async () => {
    const bundle = JSON.parse(JSON.stringify(w.bundle).replace("示例绿茶", "示例\\ud800"));
    expect((await judge(bundle)).record).toMatchObject({ status: "failed", code: "bundle-malformed" });
  });
  it("does not accept a key that was revoked before the entry was recorded", async () => {
    const keys = Object.fromEntries(
      Object.keys(w.view.keys).map((key) => [
        key,
        key.startsWith("grower@")
          ? { key: "0".repeat(64), roles: 0 }
          : (w.view.keys[key] as { key: string; roles: number }),
      ]),
    );
    expect((await judge(w.bundle, { ...w.view, keys })).record.code).toBe("key-not-valid-then");
  });
  it("does not accept an entry dated back to before the anchor that preceded it", async () => {
    const bundle = clone(w.bundle);
    const last = bundle.entries.length - 1;
    entryOf(bundle, last).recordedAt = "2026-03-25T05:00:00Z";
    const keys = {
      ...w.view.keys,
      [keyAsked(entryOf(bundle, last))]: w.view.keys[keyAsked(entryOf(w.bundle, last))] as never,
    };
    expect((await judge(bundle, { ...w.view, keys })).record).toMatchObject({
      code: "history-rewritten",
      facts: { check: "anchors", n: last + 1 },
    });
  });
  it("refuses every bundle with one byte changed inside an entry, a proof or the checkpoint", async () => {
    const text = JSON.stringify(w.bundle);
    const from = text.indexOf('"log":');
    const to = text.indexOf('"batches":');
    for (let spot = from + 7; spot < to; spot += 97) {
      const old = text.charCodeAt(spot);
      const mutant =
        text.slice(0, spot) +
        String.fromCharCode(
          old === 0x41 ? 0x42 : old === 0x30 ? 0x31 : old < 0x7f && old !== 0x22 && old !== 0x5c ? old ^ 1 : 0x41,
        ) +
        text.slice(spot + 1);
      if (mutant === text) continue;
      let json: unknown;
      try {
        json = JSON.parse(mutant);
      } catch {
        continue;
      }
      const judgement = await judge(json);
      expect(
        JSON.stringify(json) === text ||
          judgement.headline !== "all-passed" ||
          /"(recordedAt|block)"/.test(text.slice(Math.max(0, spot - 40), spot)),
        `at ${spot}: …${text.slice(spot - 30, spot + 10)}…`,
      ).toBe(true);
    }
  });
  it.each([[null], [[]], [{}], ["evidence"], [{ format: "liangji-evidence/v2" }]])(
    "answers %j with a refusal of its form",
    async (json) => {
      expect((await judge(json)).record).toMatchObject({ status: "failed", code: "bundle-malformed" });
    },
  );
});
