import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aes } from "#backend/tags/keys.ts";
import { fromHex, hex, utf8 } from "#core/bytes.ts";
import { isSerial } from "#core/label/serial.ts";
import { type Pair, refuseBadPairs, tagCommitment, tagRoot, verifyTag } from "#core/tag/binding.ts";
import { cmac } from "#core/tag/cmac.ts";
import { diversify, readTap, type TagKeys, type Tap } from "#core/tag/sun.ts";
import { afterTap, loopOf, type Taps, untapped } from "#core/tag/taps.ts";
import { sha256 } from "#scripts/author.ts";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { refused } from "./refused.ts";
import { slowPath } from "./slow-tree.ts";
import { virtualTag } from "./virtual-tag.ts";

const zero = new Uint8Array(16);
const zeroKeys: TagKeys = { meta: zero, fileOf: () => zero };

describe("AES-CMAC", () => {
  const key = fromHex("2b7e151628aed2a6abf7158809cf4f3c");
  const text = fromHex(
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710",
  );
  it.each([
    [0, "bb1d6929e95937287fa37d129b756746"],
    [16, "070a16b46b4d4144f79bdd9dd04a287c"],
    [40, "dfa66747de9ae63030ca32611497c827"],
    [64, "51f0bebf7e3b9d92fc49741779363cfe"],
  ])("of %i bytes is RFC 4493's", (bytes, mac) => {
    expect(hex(cmac(aes, key, text.subarray(0, bytes)))).toBe(mac);
  });
});

describe("a tap", () => {
  it("is read as AN12196 reads it: with file data (page 18), and without (page 12)", () => {
    const withFile = readTap(aes, zeroKeys, {
      picc_data: "FD91EC264309878BE6345CBE53BADF40",
      enc: "CEE9A53E3E463EF1F459635736738962",
      cmac: "ECC1E7F6C6C73BF6",
    });
    expect([hex(withFile.uid), withFile.counter]).toEqual(["04958caa5c5e80", 8]);
    expect(withFile.file).toEqual(utf8("xxxxxxxxxxxxxxxx"));
    const without = readTap(aes, zeroKeys, { picc_data: "EF963FF7828658A599F3041510671E88", cmac: "94EED9EE65337086" });
    expect([hex(without.uid), without.counter, without.file.length]).toEqual(["04de5f1eacc040", 61, 0]);
  });

  it("has a key of the tag's own, made as AN10922 makes it", () => {
    const master = fromHex("00112233445566778899aabbccddeeff");
    expect(hex(diversify(aes, master, fromHex("04782e21801d803042f54e585020416275")))).toBe(
      "a8dd63a3b89d54b37ca802473fda9175",
    );
  });

  it("of any tag is read back, and with one bit changed anywhere never", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 7, maxLength: 7 }),
        fc.nat(0xffffff),
        fc.constantFrom("CC", "OC", "OO", "II", undefined),
        fc.nat(20 * 8 - 1),
        (uid, counter, loop, bit) => {
          const tap = virtualTag(zeroKeys, uid).tap(counter, loop);
          expect(readTap(aes, zeroKeys, tap)).toMatchObject({ uid, counter });
          const twin = flipped(tap, bit);
          expect(["tag-wrong", "tag-malformed"]).toContain(refused(() => readTap(aes, zeroKeys, twin)));
        },
      ),
    );
  });

  it("is one spelling: upper-case hex of full length, and nothing else is decrypted", () => {
    const tap = virtualTag(zeroKeys, new Uint8Array(7)).tap(1, "CC");
    for (const wrong of [
      { ...tap, picc_data: tap.picc_data.toLowerCase() },
      { ...tap, picc_data: `${tap.picc_data}00` },
      { ...tap, enc: "" },
      { ...tap, cmac: tap.cmac.slice(2) },
      { ...tap, cmac: `${tap.cmac.slice(1)} ` },
    ])
      expect(refused(() => readTap(aes, zeroKeys, wrong))).toBe("tag-malformed");
  });
});

function flipped(tap: Tap, bit: number): Tap {
  const parts: (keyof Tap)[] = tap.enc === undefined ? ["picc_data", "cmac"] : ["picc_data", "enc", "cmac"];
  const all = fromHex(
    parts
      .map((part) => tap[part])
      .join("")
      .toLowerCase(),
  );
  const at = bit % (all.length * 8);
  all[at >> 3] = (all[at >> 3] ?? 0) ^ (1 << (at & 7));
  const text = hex(all).toUpperCase();
  const cut = (from: number, to?: number) => text.slice(from, to);
  return tap.enc === undefined
    ? { picc_data: cut(0, 32), cmac: cut(32) }
    : { picc_data: cut(0, 32), enc: cut(32, 64), cmac: cut(64) };
}

describe("what is known of a tag", () => {
  const file = (loop: string) => utf8(loop.padEnd(16, "x"));
  it.each([
    ["CC", "closed"],
    ["OC", "open"],
    ["OO", "open"],
    ["IC", "unclear"],
    ["II", "unclear"],
    ["xx", "none"],
    ["", "none"],
  ])("the letters %s say %s", (letters, loop) => expect(loopOf(file(letters))).toBe(loop));

  it("goes by the slow rule: only a counter above all before it is now, and what was opened stays so", () => {
    const tap = fc.record({ counter: fc.nat(6), loop: fc.constantFrom("CC", "OC"), who: fc.nat(1), wait: fc.nat(900) });
    fc.assert(
      fc.property(fc.array(tap, { maxLength: 12 }), (taps) => {
        let known: Taps = untapped;
        let now = 1_800_000_000;
        const seen: { counter: number; who: number; now: number; loop: string }[] = [];
        for (const { counter, loop, who, wait } of taps) {
          now += wait;
          const { after, state } = afterTap(known, { counter, file: file(loop) }, String(who), now);
          const above = seen.filter((one) => one.counter >= counter);
          const first = seen.find((one) => one.counter === counter);
          const reload =
            above.length > 0 &&
            above.every((one) => one.counter === counter) &&
            first?.who === who &&
            now - first.now <= 600;
          expect(state).toBe(above.length === 0 ? "now" : reload ? "again" : "old");
          if (state === "now") seen.push({ counter, who, now, loop });
          expect(after.openedAt !== undefined).toBe(known.openedAt !== undefined || loop === "OC");
          expect(after.accepted).toBe(seen.length);
          known = after;
        }
      }),
    );
  });
});

describe("a tag on a label", () => {
  const serials = sampleSerials("260405-01", 5);
  const pairs: readonly Pair[] = serials.map((serial, n) => ({ serial, uid: `04AABBCCDDEE0${n}` }));
  it("is under the packer's root, and no other pair is", () => {
    const leaves = pairs.map((pair) => tagCommitment(sha256, "260405-01", pair));
    const root = hex(tagRoot(sha256, "260405-01", pairs));
    for (const [index, pair] of pairs.entries()) {
      const place = { index, count: pairs.length, root, proof: slowPath(index, leaves) };
      verifyTag(sha256, "260405-01", pair, place);
      const others = [
        () => verifyTag(sha256, "260405-02", pair, place),
        () => verifyTag(sha256, "260405-01", { ...pair, uid: "04AABBCCDDEEFF" }, place),
        () => verifyTag(sha256, "260405-01", { ...pair, serial: serials[(index + 1) % 5] ?? "" }, place),
      ];
      for (const other of others) expect(refused(other)).toBe("inclusion-proof-wrong");
    }
  });

  it("stands on a list where each label and each tag is once and spelled right", () => {
    const [one, two] = pairs as [Pair, Pair];
    refuseBadPairs(pairs);
    expect(refused(() => refuseBadPairs([one, { ...two, uid: one.uid }]))).toBe("tag-pair-twice");
    expect(refused(() => refuseBadPairs([one, { ...two, serial: one.serial }]))).toBe("tag-pair-twice");
    expect(refused(() => refuseBadPairs([{ ...one, uid: one.uid.toLowerCase() }]))).toBe("tag-pair-malformed");
    expect(isSerial(one.serial.slice(1))).toBe(false);
    expect(refused(() => refuseBadPairs([{ ...one, serial: one.serial.slice(1) }]))).toBe("tag-pair-malformed");
  });
});
