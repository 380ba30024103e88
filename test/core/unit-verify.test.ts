import { describe, expect, it } from "vitest";
import { base64 } from "#core/bytes.ts";
import { idHash } from "#core/chain/questions.ts";
import { type Entry, leafOf } from "#core/entry.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { encodeSerial } from "#core/label/serial.ts";
import { unitSeries } from "#core/ledger/series-of.ts";
import { inclusionProof, leafHash } from "#core/log/tree.ts";
import { parseUnitEvidence, type UnitEvidence } from "#core/unit/form.ts";
import { verifyUnit } from "#core/unit/verify.ts";
import { pack, unpack } from "#core/work/unit.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { DOMAIN, ground, ORIGIN } from "../backend/ground.ts";
import { testLog } from "./log-signer.ts";

const { sha256 } = nodeCrypto;
const [BOX = "", PALLET = ""] = [1, 2].map((n) => encodeSerial(new Uint8Array([0, 0, 0, 0, 0, 0, 5, n])));
const ROOT = "a".repeat(64);
const about = { site: "packer", code: BOX };
const labels = (...positions: number[]) => [{ product: "tea", batch: "pack-1", labelRoot: ROOT, positions }];
const log = testLog(ORIGIN);
const g = ground();
const policy = {
  brand: { id: "test", name: { zh: "测试", en: "Test" }, domain: DOMAIN },
  log: { origin: ORIGIN, vkey: log.vkey, id: "" },
  roots: g.roots,
} as unknown as Policy;

const evidence = ((): UnitEvidence => {
  g.mints.set(ROOT, {
    ...{ batch: idHash(sha256, "pack-1"), product: idHash(sha256, "tea"), packer: idHash(sha256, "packer") },
    ...{ count: 50, active: true, isVoid: () => false },
  });
  const entries: Entry[] = [g.sign(g.people.operator, g.say.admitted("packer"))];
  const say = (code: string, [step]: ReturnType<typeof pack>) => {
    if (step?.kind !== "entry") throw new Error("no entry");
    const entry = g.sign(g.people.packer, step.statement, [unitSeries(code)]);
    g.add(entry);
    entries.push(entry);
  };
  const at = (minute: number) => `2026-03-24T10:0${minute}:00+08:00`;
  say(BOX, pack(DOMAIN, { ...about, time: at(0), labels: labels(1, 2, 3) }));
  say(BOX, unpack(DOMAIN, { ...about, time: at(1), labels: labels(2) }));
  say(BOX, pack(DOMAIN, { ...about, time: at(2), labels: labels(9) }));
  say(PALLET, pack(DOMAIN, { site: "packer", code: PALLET, time: at(3), boxes: [BOX] }));
  const leaves = entries.map((entry) => leafHash(sha256, leafOf(entry)));
  return parseUnitEvidence({
    format: "liangji-unit/v1",
    log: { origin: ORIGIN, checkpoint: log.note(leaves, leaves.length) },
    entries: entries.map((entry, index) => ({
      index,
      recordedAt: "2026-03-24T03:00:00Z",
      entry,
      proof: inclusionProof(sha256, leaves, index).map(base64),
    })),
  });
})();
const check = (one: UnitEvidence, code = BOX): Promise<string> =>
  verifyUnit(one, code, policy, nodeCrypto).then(
    () => "accepted",
    (error: { code?: string }) => error.code ?? String(error),
  );
const twin = (change: (one: UnitEvidence) => void): UnitEvidence => {
  const copy = structuredClone(evidence);
  change(copy);
  return copy;
};

describe("the record of a box, checked on the phone", () => {
  it("gives what was packed and not taken out, and the pallet it stands on", async () => {
    const { unit, packer } = await verifyUnit(evidence, BOX, policy, nodeCrypto);
    expect(unit.labels).toEqual({ [ROOT]: { product: "tea", batch: "pack-1", positions: [1, 3, 9] } });
    expect([unit.parent, packer.actor]).toEqual([PALLET, "packer"]);
  });

  it("fails with a signature, a proof or a head of which one character is another", async () => {
    const flip = (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1);
    for (const n of [0, 1, 2, 3, 4]) {
      expect(
        await check(
          twin(({ entries }) => {
            const one = entries[n];
            if (one) one.entry.signature = flip(one.entry.signature);
          }),
        ),
      ).toBe("signature-wrong");
      expect(
        await check(
          twin(({ entries }) => {
            const one = entries[n];
            if (one) one.proof[0] = flip(one.proof[0] ?? "");
          }),
        ),
      ).toBe("inclusion-proof-wrong");
    }
    expect(
      await check(
        twin((one) => {
          one.log.checkpoint = one.log.checkpoint.replace("\n5\n", "\n6\n");
        }),
      ),
    ).not.toBe("accepted");
  });

  it("notices an unpacking that was left out, and a packer whom nobody admitted", async () => {
    expect(await check(twin(({ entries }) => void entries.splice(2, 1)))).toBe("series-conflict");
    expect(await check(twin(({ entries }) => void entries.shift()))).toBe("signature-wrong");
  });

  it("says nothing of another code", async () => {
    expect(await check(evidence, encodeSerial(new Uint8Array(8)))).toBe("unit-unknown");
  });
});
