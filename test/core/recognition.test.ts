import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { chainId32 } from "#core/act/id.ts";
import { hex } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import { type BatchSeen, type CertificateSeen, evaluate, recognitionStates } from "#core/recognition/evaluate.ts";
import { parseTerms } from "#core/recognition/parse.ts";
import type { ConditionAttested, RecognitionTerms } from "#core/statement/recognition.ts";
import { recognise, setRecognition } from "#core/work/recognition.ts";

const folder = join(import.meta.dirname, "..", "..", "core", "recognition", "terms");
const shipped = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));
const termsOf = (file: string): RecognitionTerms => ({
  type: "liangji:RecognitionTerms",
  occurredAt: "2026-03-01T08:00:00+08:00",
  ...parseTerms(shipped(file)),
  validFrom: "2026-03-01",
  validTo: "2028-12-31",
});
const toNewZealand = termsOf("cn-nz-organic.json");
const fromNewZealand = termsOf("nz-cn-organic.json");

const certificate: CertificateSeen = {
  certificate: "cert-0001",
  body: "body",
  scheme: "organic-gb-t-19630",
  state: "in-force",
  conversion: false,
  products: ["green-tea-50g"],
  plots: ["plot-1", "plot-2"],
};
const attested = (condition: string, more: Partial<ConditionAttested> = {}, actor = "body") => ({
  actor,
  statement: {
    type: "liangji:ConditionAttested" as const,
    occurredAt: "2026-03-20T08:00:00+08:00",
    recognition: "cn-nz-organic",
    condition,
    batch: "pack-1",
    met: true,
    note: "示例",
    ...more,
  },
});
const english = { title: "Certificate", language: "en", sha256: "a".repeat(64) } as const;
const all = [
  attested("R-NZ-EXCRETA"),
  attested("R-NZ-ADDITIVES"),
  attested("R-NZ-PAPER", { document: english }),
  attested("R-NZ-PACK"),
];
const batch: BatchSeen = {
  batch: "pack-1",
  product: "green-tea-50g",
  goods: "processed-food",
  grams: 42_000,
  certifiedGrams: 42_000,
  plots: ["plot-1"],
  applied: ["matrine"],
  attestations: all,
};
const inForce = { terms: toNewZealand, state: "in-force" } as const;
const ids = (list: readonly { condition: string }[]) => list.map(({ condition }) => condition);
const ask = (c: Partial<CertificateSeen> = {}, b: Partial<BatchSeen> = {}, recognition = inForce) => {
  const { eligible, missing, blocking } = evaluate({ ...certificate, ...c }, { ...batch, ...b }, recognition);
  return { eligible, missing: ids(missing), blocking: ids(blocking) };
};
const fine = { eligible: true, missing: [], blocking: [] };
const lacks = (condition: string) => ({ eligible: false, missing: [condition], blocking: [] });
const barred = (condition: string) => ({ eligible: false, missing: [], blocking: [condition] });

describe("organic tea to New Zealand", () => {
  it("may be sold under the recognition when every term is satisfied", () => {
    expect(ask()).toEqual(fine);
  });
  it("lacks the one condition that nobody attested, by name", () => {
    for (const one of all)
      expect(ask({}, { attestations: all.filter((other) => other !== one) })).toEqual(lacks(one.statement.condition));
  });
  it("takes no word but the certifying body's, about this very batch and recognition", () => {
    const instead = (one: (typeof all)[number]) => [all[0], all[1], one, all[3]].filter((said) => said !== undefined);
    const paper = { document: english };
    for (const said of [
      attested("R-NZ-PAPER", paper, "packer"),
      attested("R-NZ-PAPER", { ...paper, batch: "pack-2" }),
      attested("R-NZ-PAPER", { ...paper, recognition: "nz-cn-organic" }),
      attested("R-NZ-PAPER", { document: { ...english, language: "zh" } }),
      attested("R-NZ-PAPER"),
    ])
      expect(ask({}, { attestations: instead(said) })).toEqual(lacks("R-NZ-PAPER"));
  });
  it("is barred by the body's newest word that a condition is not met", () => {
    expect(ask({}, { attestations: [...all, attested("R-NZ-EXCRETA", { met: false })] })).toEqual(
      barred("R-NZ-EXCRETA"),
    );
    expect(ask({}, { attestations: [attested("R-NZ-EXCRETA", { met: false }), ...all] })).toEqual(fine);
  });
  it("asks nothing about additives of what is not processed, and asks when nobody said what it is", () => {
    const without = { attestations: all.filter(({ statement }) => statement.condition !== "R-NZ-ADDITIVES") };
    expect(ask({}, { ...without, goods: "crop" })).toEqual(fine);
    const { goods: _, ...unsaid } = batch;
    const { missing } = evaluate(certificate, { ...unsaid, ...without }, inForce);
    expect(ids(missing)).toEqual(["R-GOODS", "R-NZ-ADDITIVES"]);
  });
  it.each([
    ["suspended", barred("R-STATE")],
    ["withdrawn", barred("R-STATE")],
    ["cancelled", barred("R-STATE")],
    ["expired", barred("R-STATE")],
    ["none", lacks("R-STATE")],
  ] as const)("a certificate that is %s does not do", (state, answer) => {
    expect(ask({ state })).toEqual(answer);
  });
  it.each(recognitionStates.filter((state) => state !== "in-force"))(
    "a recognition that is %s does not do",
    (state) => {
      const answer = state === "none" ? lacks("R-RECOGNITION") : barred("R-RECOGNITION");
      expect(ask({}, {}, { terms: toNewZealand, state } as never)).toEqual(answer);
    },
  );
  it("takes no conversion, no aquatic product or textile, no plot or product outside the scope, and 95 parts of a hundred", () => {
    expect(ask({ conversion: true })).toEqual(barred("R-CONVERSION"));
    expect(ask({}, { goods: "aquatic" })).toEqual(barred("R-GOODS"));
    expect(ask({}, { goods: "textile" })).toEqual(barred("R-GOODS"));
    expect(ask({ plots: ["plot-2"] })).toEqual(barred("R-SCOPE"));
    expect(ask({ products: ["made-tea"] })).toEqual(barred("R-SCOPE"));
    expect(ask({}, { certifiedGrams: 39_900 })).toEqual(fine);
    expect(ask({}, { certifiedGrams: 39_899 })).toEqual(lacks("R-SHARE"));
  });
  it("needs a certificate of the scheme that is recognised", () => {
    expect(ask({ scheme: "sample-quality" }).missing).toEqual(["R-CERTIFICATE"]);
    expect(ids(evaluate(undefined, batch, inForce).missing)).toContain("R-CERTIFICATE");
  });
  it("says every term exactly once, and is eligible exactly when all are satisfied, whatever it is given", () => {
    const some = fc.record({
      state: fc.constantFrom(...recognitionStates),
      conversion: fc.boolean(),
      goods: fc.constantFrom("crop", "aquatic", "processed-food", undefined),
      certifiedGrams: fc.nat(42_000),
      said: fc.subarray(all),
      applied: fc.option(fc.subarray(["bifenthrin", "matrine"]), { nil: undefined }),
      terms: fc.constantFrom(toNewZealand, fromNewZealand),
    });
    fc.assert(
      fc.property(some, ({ state, conversion, goods, applied, certifiedGrams, said, terms }) => {
        const { goods: _, applied: __, ...bare } = batch;
        const seen = {
          ...bare,
          certifiedGrams,
          attestations: said,
          ...(goods && { goods }),
          ...(applied && { applied }),
        };
        const answer = evaluate({ ...certificate, conversion }, seen, { terms, state });
        const said2 = ids([...answer.satisfied, ...answer.missing, ...answer.blocking]);
        expect(new Set(said2).size).toBe(said2.length);
        for (const { id, goods: only } of terms.conditions)
          expect(said2.includes(id)).toBe(!only || goods === undefined || only.includes(goods));
        expect(answer.eligible).toBe(answer.missing.length + answer.blocking.length === 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe("from New Zealand", () => {
  const foreign = { ...certificate, scheme: "nz-organic" };
  const spray = (applied: readonly string[] | undefined) => {
    const { applied: _, ...bare } = batch;
    return evaluate(
      foreign,
      { ...bare, goods: "crop", ...(applied && { applied }) },
      { terms: fromNewZealand, state: "in-force" },
    );
  };
  it("no pyrethroid may have been applied, and a plot without a history does not pass", () => {
    expect(spray(["matrine"]).eligible).toBe(true);
    expect(ids(spray(["matrine", "bifenthrin"]).blocking)).toEqual(["R-CN-PYRETHROID"]);
    expect(ids(spray(undefined).missing)).toEqual(["R-CN-PYRETHROID"]);
  });
});

describe("terms as files", () => {
  it("are those that come with the program, each refused with one place changed", () => {
    expect(readdirSync(folder).sort()).toEqual(["cn-nz-organic.json", "nz-cn-organic.json"]);
    const good = shipped("cn-nz-organic.json") as Record<string, unknown>;
    const [first, ...rest] = good.conditions as Record<string, unknown>[];
    for (const bad of [
      { ...good, logo: "https://example.org/logo.svg" },
      { ...good, conditions: [] },
      { ...good, conditions: [{ ...first, ask: { look: "trust-me" } }, ...rest] },
      { ...good, goods: { exclude: ["gold"] } },
      { ...good, fromScheme: "Organic" },
    ])
      expect(() => parseTerms(bad)).toThrowError(/field-invalid/);
  });
});

describe("what an act about a recognition says", () => {
  it("the chain holds the terms' hash and their days in China", () => {
    const { type: _, ...words } = toNewZealand;
    const [, act] = recognise(sha256, words);
    expect(act).toMatchObject({
      act: "Recognise",
      message: {
        recognition: chainId32(sha256, "cn-nz-organic"),
        toScheme: chainId32(sha256, "nz-organic"),
        validFrom: 1_772_294_400,
        termsHash: `0x${hex(sha256(canonical(toNewZealand)))}`,
      },
    });
    const [ended] = setRecognition(sha256, { recognition: "cn-nz-organic", state: "ended", reason: "示例" });
    expect(ended).toMatchObject({ act: "SetRecognition", message: { status: 3 } });
  });
});
