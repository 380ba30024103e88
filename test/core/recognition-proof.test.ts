import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selector } from "#core/act/acts.ts";
import { base64, hex } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import { idHash } from "#core/chain/questions.ts";
import { type Entry, leafOf, type Statement } from "#core/entry.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import { encodeCheckpoint } from "#core/log/checkpoint.ts";
import { inclusionProof, leafHash, root } from "#core/log/tree.ts";
import { parseRecognitionEvidence, type RecognitionEvidence } from "#core/recognition/evidence.ts";
import { type RecognitionsOnChain, recognitionsFrom, recognitionViews } from "#core/recognition/questions.ts";
import { verifyRecognitions } from "#core/recognition/verify.ts";
import { Refusal } from "#core/refusal.ts";
import { utcSeconds } from "#core/statement/clock.ts";
import type { ConditionAttested, RecognitionTerms } from "#core/statement/recognition.ts";
import { crypto, ORIGIN, type Person, sha256, signEntry } from "./person.ts";
import { world } from "./world.ts";

const w = world();
const { accreditor, certifier, packer } = w.people as Record<"accreditor" | "certifier" | "packer", Person>;
const both = (zh: string, en: string) => ({ zh, en });
const terms: RecognitionTerms = {
  type: "liangji:RecognitionTerms",
  occurredAt: "2026-03-01T08:00:00+08:00",
  recognition: "quality-abroad",
  name: both("示例互认", "Sample recognition"),
  kind: "equivalence",
  fromScheme: "quality",
  toScheme: "abroad",
  market: both("示例市场", "Sample market"),
  legalBasis: { title: both("示例安排", "Sample arrangement"), no: "1" },
  authorities: [both("示例部门", "Sample authority")],
  goods: { exclude: [], minCertifiedPercent: 95 },
  excludesConversion: true,
  conditions: [{ id: "R-PACK", text: both("包装有名称", "The pack names it"), law: "1", ask: { look: "attested" } }],
  source: "示例数据",
  verifiedAgainstOfficial: false,
  validFrom: "2026-03-01",
  validTo: "2027-12-31",
};
const attestation: ConditionAttested = {
  type: "liangji:ConditionAttested",
  occurredAt: "2026-03-20T08:00:00+08:00",
  recognition: "quality-abroad",
  condition: "R-PACK",
  batch: "pack-1",
  met: true,
  note: "示例：看过",
};

/** The world's log with more lines at its end, and what a service gives of them. */
function given(...said: readonly (readonly [Person, Statement])[]) {
  const more = said.map(([by, statement]): Entry => signEntry(by, statement, []));
  const leaves = [...w.bundle.entries.map(({ entry }) => entry), ...more].map((one) => leafHash(sha256, leafOf(one)));
  const size = leaves.length;
  const body = encodeCheckpoint({ origin: ORIGIN, size, root: root(sha256, leaves) });
  const bundle: Bundle = { ...w.bundle, log: { origin: ORIGIN, checkpoint: `${body}\n— ${ORIGIN} AAAA\n` } };
  const recordedAt = "2026-03-25T06:40:00Z";
  const evidence = {
    format: "liangji-recognition/v1",
    batch: "pack-1",
    size,
    entries: more.map((entry, at) => {
      const index = w.bundle.entries.length + at;
      return { index, recordedAt, entry, proof: inclusionProof(sha256, leaves, index).map(base64) };
    }),
  } as RecognitionEvidence;
  const chain: RecognitionsOnChain = {
    recognitions: {
      "quality-abroad": {
        accreditor: idHash(sha256, "accreditor"),
        termsHash: hex(sha256(canonical(terms))),
        state: "in-force",
      },
    },
    keys: Object.fromEntries(
      [accreditor, certifier, packer].map(({ actor, publicKey }) => [
        `${actor}@${utcSeconds(recordedAt)}`,
        { key: hex(sha256(publicKey)), roles: 0 },
      ]),
    ),
  };
  return { evidence, chain, label: { bundle, policy: w.policy, view: w.view } };
}
type Given = ReturnType<typeof given>;
const judge = ({ label, evidence, chain }: Given) => verifyRecognitions(label, evidence, chain, crypto);
const summary = async (all: Given) => {
  const found = await judge(all);
  if ("wrong" in found) return found.wrong;
  return found.answers.map(({ eligible, missing, blocking }) => [
    eligible,
    ...[...missing, ...blocking].map(({ condition }) => condition),
  ]);
};
const whole = given([accreditor, terms], [certifier, attestation]);

describe("recognition, worked out by the reader", () => {
  it("is what evaluate says of signed terms, of what the body attested, and of the label's own evidence", async () => {
    expect(await summary(whole)).toEqual([[true]]);
    expect(await summary(given([accreditor, terms]))).toEqual([[false, "R-PACK"]]);
    expect(await summary(given([accreditor, terms], [certifier, { ...attestation, met: false }]))).toEqual([
      [false, "R-PACK"],
    ]);
  });
  it("goes by terms and standing on the chain, whoever gives others", async () => {
    const on = whole.chain.recognitions["quality-abroad"] as RecognitionsOnChain["recognitions"][string];
    const with_ = (changed: Partial<typeof on>): Given => ({
      ...whole,
      chain: { ...whole.chain, recognitions: { "quality-abroad": { ...on, ...changed } } },
    });
    for (const changed of [
      { state: "suspended" },
      { termsHash: "0".repeat(64) },
      { accreditor: "1".repeat(64) },
    ] as const)
      expect(await summary(with_(changed))).toEqual([[false, "R-RECOGNITION"]]);
  });
  it("takes nobody's word but an accreditor's for terms and a body's for conditions, under the key of then", async () => {
    expect(await summary(given([packer, terms]))).toBe("role-not-held");
    expect(await summary(given([accreditor, terms], [packer, attestation]))).toBe("role-not-held");
    expect(await summary({ ...whole, chain: { ...whole.chain, keys: {} } })).toBe("key-not-valid-then");
  });
  it("gives no answer with any one character of what is given another", async () => {
    const text = JSON.stringify(whole.evidence);
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom(..."0aZ}示"), async (at, letter) => {
        fc.pre(text[at] !== letter);
        const changed = `${text.slice(0, at)}${letter}${text.slice(at + 1)}`;
        try {
          const evidence = parseRecognitionEvidence(JSON.parse(changed));
          expect(await judge({ ...whole, evidence })).toHaveProperty("wrong");
        } catch (error) {
          if (!(error instanceof Refusal || error instanceof SyntaxError)) throw error;
        }
      }),
      { numRuns: 150 },
    );
  });
  it("reads of the chain what the contract can say, and nothing else", () => {
    for (const { signature, selector: written } of Object.values(recognitionViews))
      expect(selector(signature)).toBe(written);
    const word = (n: number) => n.toString(16).padStart(64, "0");
    const answer = (...numbers: number[]) => `0x${numbers.map(word).join("")}`;
    const call = (view: "recognitionOf" | "recognitionAt" | "keyAt", of: string) =>
      ({ about: { view, of }, method: "eth_call", params: [] }) as const;
    const calls = [call("recognitionOf", "r"), call("recognitionAt", "r"), call("keyAt", "a@1")];
    const answers = [answer(7, 0, 0, 0, 0, 9, 0), answer(2, 5, 0), answer(8, 4)];
    expect(recognitionsFrom(calls, answers)).toEqual({
      recognitions: { r: { accreditor: word(7), termsHash: word(9), state: "suspended" } },
      keys: { "a@1": { key: word(8), roles: 4 } },
    });
    expect(recognitionsFrom(calls, ["0x", ...answers.slice(1)])).toBeUndefined();
    expect(recognitionsFrom(calls, [answers[0], answer(2, 5), answers[2]])).toBeUndefined();
  });
});
