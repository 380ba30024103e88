import { webcrypto } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex } from "#core/bytes.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { encodeVkey, parseNote } from "#core/log/note.ts";
import { consistencyProof, emptyRoot } from "#core/log/tree.ts";
import {
  decideCheckpoint,
  encodeAddCheckpoint,
  openCheckpoint,
  parseAddCheckpoint,
  type WitnessedHead,
} from "#core/log/witness.ts";
import { nobleCrypto } from "#core/noble.ts";
import { webCrypto } from "#core/webcrypto.ts";
import { leavesOf, testLog } from "./log-signer.ts";
import { changed, textChange } from "./one-place.ts";
import { refused, refusedLater } from "./refused.ts";
import { cosigned } from "./vectors.ts";

const { sha256 } = nobleCrypto;
const crypto = webCrypto(webcrypto.subtle as never, sha256);
const log = testLog("log.example/2026");
const logs = new Map([[log.origin, log.vkey]]);
const leaves = leavesOf(40);
const headAt = (size: number, of = leaves): WitnessedHead => parseCheckpoint(parseNote(log.note(of, size)).text);
const request = (oldSize: number, newSize: number) =>
  encodeAddCheckpoint({
    oldSize,
    proof: consistencyProof(sha256, leaves.slice(0, newSize), oldSize),
    checkpoint: log.note(leaves, newSize),
  });

const bare = (oldSize: number, checkpoint: string) => encodeAddCheckpoint({ oldSize, proof: [], checkpoint });

describe("requests of another log", () => {
  const { key, bodies } = cosigned.requests;
  const origin = parseNote(parseAddCheckpoint(bodies[0]?.body ?? "").checkpoint).text.split("\n", 1)[0] ?? "";
  const theirs = new Map([[origin, encodeVkey(sha256, origin, fromHex(key))]]);

  it("are read, written back to the letter, and lead from its first head to either later one, not to both", async () => {
    const heads: WitnessedHead[] = [];
    for (const { body, size } of bodies) {
      const read = parseAddCheckpoint(body);
      expect(encodeAddCheckpoint(read)).toBe(body);
      const { head } = await openCheckpoint(crypto, read.checkpoint, theirs);
      expect(head.size).toBe(size);
      expect(refused(() => decideCheckpoint(sha256, heads[0], read, head))).toBe("accepted");
      heads.push(head);
    }
    const [, , last] = bodies;
    expect(
      refused(() => decideCheckpoint(sha256, heads[1], parseAddCheckpoint(last?.body ?? ""), heads[2] ?? headAt(1))),
    ).toBe("old-size-differs");
  });
});

describe("an add-checkpoint request", () => {
  it.each([
    ["no old size", request(0, 3).replace(/^.*\n/, "")],
    ["an old size with a leading zero", request(8, 9).replace("old 8", "old 08")],
    ["an old size spelled otherwise", request(8, 9).replace("old 8", "old +8")],
    ["an old size beyond what is exact", request(8, 9).replace("old 8", "old 9007199254740993")],
    ["two spaces", request(8, 9).replace("old 8", "old  8")],
    ["a capital", request(8, 9).replace("old 8", "Old 8")],
    ["carriage returns", request(8, 9).replaceAll("\n", "\r\n")],
    ["a hash of 31 bytes", request(8, 9).replace("old 8\n", `old 8\n${"A".repeat(40)}\n`)],
    ["64 hashes", request(0, 9).replace("old 0\n", `old 0\n${`${"A".repeat(43)}=\n`.repeat(64)}`)],
    ["no empty line", "old 0\nlog.example/2026\n"],
    ["nothing", ""],
  ])("is refused with %s", (_, body) => {
    expect(refused(() => parseAddCheckpoint(body))).toBe("witness-request-malformed");
  });

  it("may carry 63 hashes", () => {
    const body = request(0, 9).replace("old 0\n", `old 0\n${`${"A".repeat(43)}=\n`.repeat(63)}`);
    expect(parseAddCheckpoint(body).proof).toHaveLength(63);
  });

  it("changed in one place is refused, or asks for no head but a signed one", async () => {
    const sizes = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
    await fc.assert(
      fc.asyncProperty(sizes, textChange, async ([a, b], change) => {
        const [oldSize, newSize] = [Math.min(a, b), Math.max(a, b)];
        const body = request(oldSize, newSize);
        const mutant = changed(body, change);
        fc.pre(mutant !== body);
        const code = await refusedLater(async () => {
          const read = parseAddCheckpoint(mutant);
          expect(encodeAddCheckpoint(read)).toBe(mutant);
          const { head } = await openCheckpoint(crypto, read.checkpoint, logs);
          decideCheckpoint(sha256, oldSize === 0 ? undefined : headAt(oldSize), read, head);
          expect(head).toMatchObject(headAt(newSize));
        });
        if (code === "accepted")
          expect(parseNote(parseAddCheckpoint(mutant).checkpoint).text).toBe(parseNote(log.note(leaves, newSize)).text);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("whose checkpoint it is", () => {
  const open = (note: string) => refusedLater(() => openCheckpoint(crypto, note, logs));
  it("must be a log's that the witness knows, signed by it", async () => {
    expect(await open(log.note(leaves, 3))).toBe("accepted");
    expect(await open(testLog("other.example/2026").note(leaves, 3))).toBe("origin-unknown");
    expect(await open(testLog(log.origin).note(leaves, 3))).toBe("log-not-signed");
    expect(await open(log.note(leaves, 3).replace("\n3\n", "\n4\n"))).toBe("log-not-signed");
    expect(await open(parseNote(log.note(leaves, 3)).text)).toBe("note-malformed");
  });
});

describe("the decision", () => {
  const decide = (last: WitnessedHead | undefined, body: string) => {
    const read = parseAddCheckpoint(body);
    return refused(() => decideCheckpoint(sha256, last, read, parseCheckpoint(parseNote(read.checkpoint).text)));
  };

  it("accepts every head that extends the last one, by its proof", () => {
    for (let newSize = 0; newSize <= 17; newSize++)
      for (let oldSize = 0; oldSize <= newSize; oldSize++)
        expect(decide(oldSize === 0 ? undefined : headAt(oldSize), request(oldSize, newSize))).toBe("accepted");
  });

  it("never accepts a head of another history, whatever the proof", () => {
    const other = leavesOf(40, "b");
    const sizes = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(sizes, sizes, fc.boolean(), (a, b, own) => {
        const [oldSize, newSize] = [Math.min(a, b), Math.max(a, b)];
        const proof = consistencyProof(sha256, (own ? leaves : other).slice(0, newSize), oldSize);
        const body = encodeAddCheckpoint({ oldSize, proof, checkpoint: log.note(other, newSize) });
        expect(decide(headAt(oldSize), body)).toBe(oldSize === newSize ? "head-forked" : "head-inconsistent");
      }),
    );
  });

  it.each([
    ["from an old size beyond the new one", headAt(9), request(5, 5).replace("old 5", "old 9"), "old-size-beyond"],
    ["from less than it cosigned", headAt(9), request(5, 12), "old-size-differs"],
    ["from more than it cosigned", headAt(3), request(5, 12), "old-size-differs"],
    ["from nothing though it cosigned before", headAt(3), request(0, 12), "old-size-differs"],
    ["from something though it never cosigned", undefined, request(5, 12), "old-size-differs"],
    [
      "with a hash too many for the first",
      undefined,
      request(0, 3).replace("old 0\n", `old 0\n${"A".repeat(43)}=\n`),
      "head-inconsistent",
    ],
    [
      "with a hash too many for the same",
      headAt(3),
      request(3, 3).replace("old 3\n", `old 3\n${"A".repeat(43)}=\n`),
      "head-inconsistent",
    ],
    ["without the proof", headAt(5), bare(5, log.note(leaves, 12)), "head-inconsistent"],
    ["of the same size with another root", headAt(5), bare(5, log.note(leavesOf(5, "b"), 5)), "head-forked"],
  ] as const)("refuses one %s", (_, last, body, code) => {
    expect(decide(last, body)).toBe(code);
  });

  it("knows one root only for the empty tree", () => {
    const none = { oldSize: 0, proof: [] };
    expect(refused(() => decideCheckpoint(sha256, undefined, none, { size: 0, root: emptyRoot(sha256) }))).toBe(
      "accepted",
    );
    expect(refused(() => decideCheckpoint(sha256, undefined, none, { size: 0, root: new Uint8Array(32) }))).toBe(
      "head-inconsistent",
    );
  });
});
