import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concat, hex, utf8 } from "#core/bytes.ts";
import { logId } from "#core/log/id.ts";
import { consistencyProof, emptyRoot, inclusionProof, leafHash, nodeHash, root, splitOf } from "#core/log/tree.ts";
import { leavesOf, sha256, slowPath, slowProof, slowRoot } from "./slow-tree.ts";

const size = fc.integer({ min: 1, max: 70 });
const native = (data: Uint8Array) => new Uint8Array(createHash("sha256").update(data).digest());

describe("the tree", () => {
  it("hashes nothing, a leaf and a node apart from one another", () => {
    expect(hex(emptyRoot(sha256))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(leafHash(sha256, utf8("tea"))).toEqual(native(concat(Uint8Array.of(0), utf8("tea"))));
    const [left, right] = [native(utf8("l")), native(utf8("r"))];
    expect(nodeHash(sha256, left, right)).toEqual(native(concat(Uint8Array.of(1), left, right)));
  });

  it("has the root of the recursive definition, for every size up to 130", () => {
    for (let n = 0; n <= 130; n++) expect(root(sha256, leavesOf(n))).toEqual(slowRoot(leavesOf(n)));
  });

  it("has the inclusion proofs of the recursive definition", () => {
    fc.assert(
      fc.property(size, fc.nat(), (n, at) => {
        expect(inclusionProof(sha256, leavesOf(n), at % n)).toEqual(slowPath(at % n, leavesOf(n)));
      }),
    );
  });

  it("has the consistency proofs of the recursive definition", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 70 }), fc.nat(), (n, at) => {
        const old = 1 + (at % (n - 1));
        expect(consistencyProof(sha256, leavesOf(n), old)).toEqual(slowProof(old, leavesOf(n)));
      }),
    );
  });

  it("needs no proof from nothing, and none from itself", () => {
    expect(consistencyProof(sha256, leavesOf(5), 0)).toEqual([]);
    expect(consistencyProof(sha256, leavesOf(5), 5)).toEqual([]);
  });

  it("proves no leaf and no size that it does not have", () => {
    expect(() => inclusionProof(sha256, leavesOf(5), 5)).toThrow(RangeError);
    expect(() => inclusionProof(sha256, leavesOf(5), -1)).toThrow(RangeError);
    expect(() => inclusionProof(sha256, [], 0)).toThrow(RangeError);
    expect(() => consistencyProof(sha256, leavesOf(5), 6)).toThrow(RangeError);
  });

  it("splits before the last leaf that a power of two would fill, beyond 32 bits too", () => {
    expect([2, 3, 4, 5, 8, 9].map(splitOf)).toEqual([1, 2, 2, 4, 4, 8]);
    expect([2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1].map(splitOf)).toEqual([2 ** 31, 2 ** 32, 2 ** 52]);
  });
});

describe("the log's name on the chain", () => {
  it("binds the origin and the key", () => {
    const key = native(utf8("key"));
    const expected = native(concat(utf8("log.example/2026"), Uint8Array.of(0x0a, 0x01), key));
    expect(logId(sha256, "log.example/2026", key)).toEqual(expected);
    expect(logId(sha256, "log.example/2027", key)).not.toEqual(expected);
    expect(logId(sha256, "log.example/2026", native(key))).not.toEqual(expected);
  });
});
