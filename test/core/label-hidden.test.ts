import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { fromBase64, hex, utf8 } from "#core/bytes.ts";
import { commitment, hiddenSalt, verifyHidden } from "#core/label/hidden.ts";
import { afterRight, afterWrong, receiptText, unredeemed, waitBefore } from "#core/label/redemption.ts";
import { encodeSerial } from "#core/label/serial.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { inclusionProof } from "#core/log/tree.ts";
import { hideCodes } from "#core/work/labels.ts";
import { refused } from "./refused.ts";

const KEY = sha256(utf8("key"));
const serialOf = (n: number, what: string) => encodeSerial(sha256(utf8(`${what} ${n}`)).subarray(0, 8));
const many = (count: number, what: string) => Array.from({ length: count }, (_, n) => serialOf(n, what));

describe("a code under a scratch layer", () => {
  it("is the one that was committed for this label, and no other: not another code, label, batch, place or salt", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(255), (count, at, bit) => {
        const index = at % count;
        const [serials, codes] = [many(count, "serial"), many(count, "code")];
        const sheet = hideCodes(sha256, { batch: "pack-1", serials, codes, key: KEY });
        const all = serials.map((serial, n) =>
          commitment(sha256, { batch: "pack-1", serial, salt: hiddenSalt(KEY, serial), code: codes[n] ?? "" }),
        );
        const [serial = "", code = ""] = [serials[index], codes[index]];
        const salt = hiddenSalt(KEY, serial);
        const proof = inclusionProof(sha256, all, index);
        const root = Uint8Array.from(Buffer.from(sheet.root, "hex"));
        const place = { index, count, proof, root };
        verifyHidden(sha256, { batch: "pack-1", serial, salt, code }, place);
        const flipped = Uint8Array.from(salt);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        for (const wrong of [
          { batch: "pack-1", serial, salt, code: serialOf(999, "code") },
          { batch: "pack-1", serial: serialOf(999, "serial"), salt, code },
          { batch: "pack-2", serial, salt, code },
          { batch: "pack-1", serial, salt: flipped, code },
        ])
          expect(refused(() => verifyHidden(sha256, wrong, place))).toBe("inclusion-proof-wrong");
        if (count > 1)
          expect(
            refused(() =>
              verifyHidden(sha256, { batch: "pack-1", serial, salt, code }, { ...place, index: (index + 1) % count }),
            ),
          ).toBe("inclusion-proof-wrong");
      }),
      { numRuns: 40 },
    );
  });

  it("leaves the device only as a commitment: neither the code nor anything made from it alone is sent", () => {
    const [serials, codes] = [many(3, "serial"), many(3, "code")];
    const { sent } = hideCodes(sha256, { batch: "pack-1", serials, codes, key: KEY });
    const told = hex(fromBase64(sent.commitments));
    for (const code of codes) {
      expect(JSON.stringify(sent)).not.toContain(code);
      expect(told).not.toContain(hex(sha256(utf8(code))));
    }
    expect(fromBase64(sent.commitments)).toHaveLength(96);
  });
});

describe("redeeming", () => {
  const me = { token: "a", province: "46" };
  const other = { token: "b", province: "11" };
  it("is first once; a reload by the same device within half an hour is no second check, a later one is", () => {
    const one = afterRight(unredeemed, me, 7300);
    expect([one.state, one.after.checks, one.after.first]).toEqual(["first", 1, { at: 7200, ...me }]);
    const reload = afterRight(one.after, me, 7300 + 1800);
    expect([reload.state, reload.after.checks]).toEqual(["first", 1]);
    const late = afterRight(one.after, me, 7300 + 1801);
    expect([late.state, late.after.checks]).toEqual(["again", 2]);
    const stranger = afterRight(reload.after, other, 7400);
    expect([stranger.state, stranger.after.checks, stranger.after.first]).toEqual(["again", 2, one.after.first]);
  });

  it("waits until the next day after five wrong codes, which use nothing up", () => {
    let state = unredeemed;
    for (let n = 0; n < 5; n++) {
      expect(waitBefore(state, 90_000)).toBe(0);
      state = afterWrong(state, 90_000);
    }
    expect(waitBefore(state, 90_000)).toBe(2 * 86_400 - 90_000);
    expect(waitBefore(state, 2 * 86_400)).toBe(0);
    expect(afterRight(state, me, 2 * 86_400).state).toBe("first");
    expect(afterWrong(state, 2 * 86_400).wrong).toEqual({ day: 2, count: 1 });
  });

  it("keeps at most 32 devices of the last half hour, whoever asks", () => {
    let state = unredeemed;
    for (let n = 0; n < 100; n++) state = afterRight(state, { token: String(n), province: "" }, 1000).after;
    expect([state.recent.length, state.checks]).toEqual([32, 100]);
  });

  it("is receipted in words that cannot be taken for a checkpoint", () => {
    const text = receiptText({ product: "tea", batch: "pack-1", serial: serialOf(0, "s"), at: 7200, province: "46" });
    expect(text.split("\n")).toHaveLength(5);
    expect(refused(() => parseCheckpoint(text))).not.toBe("accepted");
  });
});
