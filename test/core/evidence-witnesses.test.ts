import { beforeAll, describe, expect, it } from "vitest";
import type { Policy } from "#core/evidence/policy.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import { noteWith, parseNote, signatureLine } from "#core/log/note.ts";
import { type TestWitness, testWitness } from "./log-signer.ts";
import { crypto } from "./person.ts";
import { type World, world } from "./world.ts";

const cast = ["association", "certifier", "county"].map((name) => testWitness(`witness.example/${name}`));
const known = cast.map(({ key, vkey }) => ({ name: { zh: `${key.name} 见证`, en: key.name }, vkey }));
let w: World;
let text: string;
beforeAll(() => {
  w = world();
  ({ text } = parseNote(w.bundle.log.checkpoint));
});

async function judge(lines: readonly string[], { quorum = 2, witnesses = known } = {}, base: World = w) {
  const policy: Policy = { ...base.policy, witnesses, witnessQuorum: quorum };
  const log = { ...base.bundle.log, checkpoint: base.bundle.log.checkpoint + lines.join("") };
  const { checks, record, headline } = await verifyEvidence({ ...base.bundle, log }, policy, w.now, w.view, crypto);
  return { witnessed: checks.find(({ name }) => name === "log-witnessed"), record, headline };
}
const by = (...which: readonly number[]) => which.map((at) => (cast[at] as TestWitness).line(text));

describe("a page of the log that was witnessed", () => {
  it("passes when a quorum cosigned it, and says how many of how many", async () => {
    for (const [which, n] of [
      [[0, 1], 2],
      [[2, 0], 2],
      [[0, 1, 2], 3],
    ] as const) {
      const { witnessed, record } = await judge(by(...which));
      expect(witnessed).toEqual({ name: "log-witnessed", status: "passed", facts: { n, k: 2, of: 3 } });
      expect(record.code).toBe("record-intact");
    }
  });

  it("passes whatever strangers wrote beside", async () => {
    const stranger = testWitness("witness.example/stranger");
    const forged = signatureLine("witness.example/certifier", Uint8Array.of(1, 2, 3, 4), new Uint8Array(72));
    const { witnessed } = await judge([stranger.line(text), ...by(0), forged, ...by(1)]);
    expect(witnessed?.status).toBe("passed");
  });

  it("is not asked for by a policy without witnesses", async () => {
    const { checks } = await verifyEvidence(w.bundle, w.policy, w.now, w.view, crypto);
    expect(checks.map(({ name }) => name)).not.toContain("log-witnessed");
  });
});

describe("a page that too few cosigned", () => {
  it.each([
    ["nobody", []],
    ["one", [1]],
    ["one, twice", [1, 1]],
  ])("is unknown, not failed, when it was %s", async (_, which) => {
    const { witnessed, record, headline } = await judge(by(...which));
    const n = which.length > 0 ? 1 : 0;
    expect(witnessed).toMatchObject({ status: "unknown", code: "witnesses-missing", facts: { n, k: 2, of: 3 } });
    expect([record.status, record.code, headline]).toEqual(["unknown", "witnesses-missing", "no-conclusion"]);
  });

  it("is unknown when only strangers did, though it be many", async () => {
    const crowd = Array.from({ length: 20 }, (_, n) => testWitness(`witness.example/crowd-${n}`).line(text));
    expect((await judge([...crowd, ...by(0)])).witnessed).toMatchObject({ status: "unknown", facts: { n: 1 } });
  });
});

describe("a known witness's wrong signature", () => {
  const failed = {
    status: "failed",
    code: "witness-signature-wrong",
    facts: { who: "witness.example/association 见证", whoEn: "witness.example/association" },
  };
  it("fails the record, be it over another page, or beside enough right ones", async () => {
    const other = (cast[0] as TestWitness).line(`${text}more\n`);
    for (const lines of [[other], [other, ...by(1, 2)], [...by(0, 1, 2), other]]) {
      const { witnessed, record } = await judge(lines);
      expect(witnessed).toMatchObject(failed);
      expect([record.status, record.code]).toEqual(["failed", "witness-signature-wrong"]);
    }
  });

  it("fails it with any byte of the signature changed, or cut off", async () => {
    const [one] = parseNote(noteWith(text, by(0))).signatures;
    const bytes = one?.signature ?? new Uint8Array();
    const keyId = one?.keyId ?? new Uint8Array();
    const mutants = [
      ...Array.from(bytes, (byte, at) => bytes.with(at, byte ^ 1)),
      bytes.subarray(1),
      bytes.subarray(0, 71),
      new Uint8Array(73),
    ];
    for (const mutant of mutants) {
      const line = signatureLine("witness.example/association", keyId, mutant);
      expect((await judge([line, ...by(1, 2)])).witnessed).toMatchObject(failed);
    }
  });
});
