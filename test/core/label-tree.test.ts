import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8 } from "#core/bytes.ts";
import { encodeSerial } from "#core/label/serial.ts";
import { labelLeaf, labelProof, labelRoot, verifyLabel } from "#core/label/tree.ts";
import { leafHash } from "#core/log/tree.ts";
import { refused } from "./refused.ts";
import { sha256, slowPath, slowRoot } from "./slow-tree.ts";

const BATCH = "260325-01";
const serials = fc.uniqueArray(fc.uint8Array({ minLength: 8, maxLength: 8 }).map(encodeSerial), {
  minLength: 2,
  maxLength: 40,
});
const hashes = (batch: string, all: readonly string[]) =>
  all.map((serial) => leafHash(sha256, utf8(`label/v1\n${batch}\n${serial}`)));

const minted = fc.tuple(serials, fc.nat()).map(([all, at]) => {
  const index = at % all.length;
  const claim = {
    batch: BATCH,
    serial: all[index] ?? "",
    index,
    count: all.length,
    proof: labelProof(sha256, BATCH, all, index),
    root: labelRoot(sha256, BATCH, all),
  };
  return { all, claim };
});
const code = (claim: Parameters<typeof verifyLabel>[1]) => refused(() => verifyLabel(sha256, claim));

describe("the label tree", () => {
  it("has the batch and the code in its leaf, each on its line", () => {
    expect(labelLeaf(BATCH, "7K4M9QXD2TVW7")).toEqual(utf8("label/v1\n260325-01\n7K4M9QXD2TVW7"));
  });

  it("has the root and the proofs of the recursive definition", () => {
    fc.assert(
      fc.property(minted, ({ all, claim }) => {
        expect(claim.root).toEqual(slowRoot(hashes(BATCH, all)));
        expect(claim.proof).toEqual(slowPath(claim.index, hashes(BATCH, all)));
        expect(code(claim)).toBe("accepted");
      }),
    );
  });

  it("refuses a code of another batch, another code, another place and a code that was not minted", () => {
    fc.assert(
      fc.property(minted, fc.nat(), ({ all, claim }, at) => {
        const index = (claim.index + 1 + (at % (all.length - 1))) % all.length;
        expect(code({ ...claim, batch: "260325-02" })).toBe("inclusion-proof-wrong");
        expect(code({ ...claim, serial: all[index] ?? "" })).toBe("inclusion-proof-wrong");
        expect(code({ ...claim, index })).toBe("inclusion-proof-wrong");
        const never = encodeSerial(new Uint8Array(8).fill(at));
        if (!all.includes(never)) expect(code({ ...claim, serial: never })).toBe("inclusion-proof-wrong");
        expect(code({ ...claim, proof: claim.proof.slice(1) })).toBe("inclusion-proof-wrong");
      }),
    );
  });

  it("has another root when two codes change places", () => {
    fc.assert(
      fc.property(serials, ([first = "", second = "", ...rest]) => {
        const [one, other] = [
          [first, second, ...rest],
          [second, first, ...rest],
        ];
        expect(labelRoot(sha256, BATCH, one)).not.toEqual(labelRoot(sha256, BATCH, other));
      }),
    );
  });
});
