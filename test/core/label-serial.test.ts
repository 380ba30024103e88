import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupSerial } from "#core/label/grouped.ts";
import { checkCharacter, encodeSerial, isSerial, normaliseSerial } from "#core/label/serial.ts";
import { refused } from "./refused.ts";
import { serials } from "./vectors.ts";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const random = fc.uint8Array({ minLength: 8, maxLength: 8 });
const serial = random.map(encodeSerial);

/** GF(32) by tables of powers and logarithms of α, and the sum by its definition. */
const powers = [1];
while (powers.length < 31) {
  const doubled = (powers.at(-1) ?? 0) << 1;
  powers.push(doubled & 32 ? doubled ^ 0b100101 : doubled);
}
function slowSum(serial: string): number {
  const terms = [...serial].map((letter, at) => {
    const value = LETTERS.indexOf(letter);
    return value === 0 ? 0 : (powers[(powers.indexOf(value) + 12 - at) % 31] ?? 0);
  });
  return terms.reduce((sum, term) => sum ^ term, 0);
}

describe("the check character", () => {
  it.each(serials)("is right in %s", (serial) => {
    expect(isSerial(serial)).toBe(true);
    expect(checkCharacter(serial.slice(0, 12))).toBe(serial.at(-1));
  });

  it("makes the sum of the definition zero, and no other letter does", () => {
    expect(new Set(powers).size).toBe(31);
    fc.assert(
      fc.property(serial, (serial) => {
        const others = [...LETTERS].filter((letter) => slowSum(serial.slice(0, 12) + letter) === 0);
        expect(others).toEqual([serial.at(-1)]);
      }),
    );
  });

  it("catches every wrong letter at every place", () => {
    fc.assert(
      fc.property(serial, (serial) => {
        for (let at = 0; at < 13; at++)
          for (const letter of LETTERS)
            if (letter !== serial[at])
              expect(isSerial(serial.slice(0, at) + letter + serial.slice(at + 1))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it("catches two different letters that changed places, however far apart", () => {
    fc.assert(
      fc.property(serial, (serial) => {
        for (let a = 0; a < 13; a++)
          for (let b = a + 1; b < 13; b++) {
            const letters = [...serial];
            [letters[a], letters[b]] = [serial.charAt(b), serial.charAt(a)];
            expect(isSerial(letters.join(""))).toBe(serial[a] === serial[b]);
          }
      }),
      { numRuns: 100 },
    );
  });
});

describe("a serial", () => {
  it("holds the low 60 bits of 8 bytes, the first bit first", () => {
    expect(encodeSerial(new Uint8Array(8))).toBe("0000000000000");
    expect(encodeSerial(Uint8Array.of(0xff, 255, 255, 255, 255, 255, 255, 255)).slice(0, 12)).toBe("ZZZZZZZZZZZZ");
    expect(encodeSerial(Uint8Array.of(0x0f, 128, 0, 0, 0, 0, 0, 1)).slice(0, 12)).toBe("Z00000000001");
    fc.assert(
      fc.property(random, (bytes) => {
        const bits = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) & (2n ** 60n - 1n);
        const read = [...encodeSerial(bytes).slice(0, 12)].reduce(
          (sum, c) => sum * 32n + BigInt(LETTERS.indexOf(c)),
          0n,
        );
        expect(read).toBe(bits);
      }),
    );
  });

  it("does not depend on the top four bits", () => {
    fc.assert(
      fc.property(random, fc.nat(255), (bytes, first) => {
        const other = Uint8Array.from(bytes);
        other[0] = (first & 0xf0) | ((bytes[0] ?? 0) & 0x0f);
        expect(encodeSerial(other)).toBe(encodeSerial(bytes));
      }),
    );
  });

  it("is made of 8 bytes, no more and no fewer", () => {
    expect(() => encodeSerial(new Uint8Array(7))).toThrow(RangeError);
    expect(() => encodeSerial(new Uint8Array(9))).toThrow(RangeError);
  });

  it.each([
    "",
    "7K4M9QXD2TVW",
    "7K4M9QXD2TVW77",
    "7k4m9qxd2tvw7",
    "7K4M 9QXD 2TVW 7",
    "7K4M9QXD2TVU7",
    "7K4M9QXD2TVW7\n",
  ])("is not %j", (text) => {
    expect(isSerial(text)).toBe(false);
  });

  it("is printed in groups of four", () => {
    expect(groupSerial("7K4M9QXD2TVW7")).toBe("7K4M 9QXD 2TVW 7");
  });
});

describe("what a person types", () => {
  it.each([
    "7K4M9QXD2TVW7",
    "7K4M 9QXD 2TVW 7",
    "7k4m-9qxd-2tvw-7",
    " 7k4m\t9qxd 2tvw7\n",
    "７Ｋ４Ｍ　９ｑｘｄ－２ＴＶＷ　７",
  ])("is read as the one spelling: %j", (typed) => {
    expect(normaliseSerial(typed)).toBe("7K4M9QXD2TVW7");
  });

  it("may have O for 0, and I or L for 1", () => {
    fc.assert(
      fc.property(serial, fc.constantFrom("I", "i", "L", "l"), fc.constantFrom("O", "o"), (serial, one, zero) => {
        expect(normaliseSerial(serial.replaceAll("1", one).replaceAll("0", zero))).toBe(serial);
      }),
    );
  });

  it("is read whatever way it was printed", () => {
    fc.assert(
      fc.property(serial, (serial) => {
        expect(normaliseSerial(groupSerial(serial).toLowerCase())).toBe(serial);
      }),
    );
  });

  it.each(["", "7K4M 9QXD 2TVW", "7K4M 9QXD 2TVW 8", "7K4M 9QXD 2TVU 7", "https://id.example/7K4M9QXD2TVW7", "茶"])(
    "is refused: %j",
    (typed) => {
      expect(refused(() => normaliseSerial(typed))).toBe("serial-malformed");
    },
  );
});
