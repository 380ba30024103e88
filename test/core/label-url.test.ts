import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DigitalLink, digitalLinkPath, isGtin14, parseDigitalLinkPath } from "#core/label/digital-link.ts";
import { encodeSerial } from "#core/label/serial.ts";
import { labelPath, parseLabelPath } from "#core/label/url.ts";
import { refused } from "./refused.ts";

const SERIAL = "7K4M9QXD2TVW7";
const serial = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(encodeSerial);
const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,47}$/);

/** `text` with one character changed, added or taken away. */
const nearly = (text: string, characters: string) =>
  fc
    .record({ at: fc.nat(text.length), other: fc.constantFrom(...characters), keep: fc.nat(1), add: fc.nat(1) })
    .map(({ at, other, keep, add }) => text.slice(0, at) + (add ? other : "") + text.slice(at + (keep ? 0 : 1)));

describe("a label's path", () => {
  it("is read back", () => {
    fc.assert(
      fc.property(id, id, serial, (product, batch, serial) => {
        const label = { product, batch, serial };
        expect(parseLabelPath(labelPath(label))).toEqual(label);
      }),
    );
  });

  it("has one spelling: changed in one place it is refused, or is another label's", () => {
    const path = labelPath({ product: "green-tea-50g", batch: "260325-01", serial: SERIAL });
    fc.assert(
      fc.property(nearly(path, "aZ09-/%.?# 茶"), (text) => {
        if (refused(() => parseLabelPath(text)) === "accepted") expect(labelPath(parseLabelPath(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    `/p/Green/b/1/s/${SERIAL}`,
    `/p/-tea/b/1/s/${SERIAL}`,
    `/p/tea/b//s/${SERIAL}`,
    `/p/tea/b/${"1".repeat(49)}/s/${SERIAL}`,
    `/p/tea/b/1/s/${SERIAL}/`,
    `/p/tea/b/1/s/${SERIAL}/x`,
    `//p/tea/b/1/s/${SERIAL}`,
    `/x/p/tea/b/1/s/${SERIAL}`,
    "/p/tea/b/1/s/",
    "/",
    "",
  ])("refuses %j", (path) => {
    expect(refused(() => parseLabelPath(path))).toBe("label-url-malformed");
  });

  it.each(["7K4M9QXD2TVW8", "7k4m9qxd2tvw7", "7K4M9QXD2TVW", "7K4M%209QXD%202TVW%207", "7K4M9QXD2TVW7\n"])(
    "says that the code is wrong: %j",
    (serial) => {
      expect(refused(() => parseLabelPath(`/p/tea/b/1/s/${serial}`))).toBe("serial-malformed");
    },
  );
});

describe("a GTIN", () => {
  it("is the example of GS1, zeros before it", () => {
    expect(isGtin14("09506000134352")).toBe(true);
  });

  it("is not right with one digit changed", () => {
    for (let at = 0; at < 14; at++)
      for (let digit = 0; digit <= 9; digit++) {
        const changed = `${"09506000134352".slice(0, at)}${digit}${"09506000134352".slice(at + 1)}`;
        expect(isGtin14(changed)).toBe(changed === "09506000134352");
      }
  });

  it.each(["9506000134352", "009506000134352", "0950600013435２", "09506000134352 ", ""])("is not %j", (text) => {
    expect(isGtin14(text)).toBe(false);
  });
});

describe("a GS1 Digital Link", () => {
  const CSET82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
  const value = fc
    .string({ unit: fc.constantFrom(...CSET82), minLength: 1, maxLength: 20 })
    .filter((text) => text !== "." && text !== "..");
  const gtin = fc.stringMatching(/^[0-9]{13}$/).map((digits) => {
    const sum = [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
    return `${digits}${(10 - (sum % 10)) % 10}`;
  });
  const link: fc.Arbitrary<DigitalLink> = fc.record({ gtin, lot: value, serial: value });

  it("is read back, also as the URL that a browser makes of it", () => {
    fc.assert(
      fc.property(link, (link) => {
        const path = digitalLinkPath(link);
        expect(parseDigitalLinkPath(path)).toEqual(link);
        expect(new URL(`https://id.example${path}`).pathname).toBe(path);
      }),
    );
  });

  it("has 82 characters to choose from", () => {
    expect(new Set(CSET82).size).toBe(82);
  });

  it("leaves letters, digits and -._~ as they are and writes the rest in upper-case hexadecimal", () => {
    expect(digitalLinkPath({ gtin: "09506000134352", lot: "260325-01", serial: "A/b?%" })).toBe(
      "/01/09506000134352/10/260325-01/21/A%2Fb%3F%25",
    );
  });

  it("has one spelling: changed in one place it is refused, or is another's", () => {
    const path = link.chain((link) => nearly(digitalLinkPath(link), "0129aAfF%2/.-?#~ 茶"));
    fc.assert(
      fc.property(path, (text) => {
        if (refused(() => parseDigitalLinkPath(text)) === "accepted")
          expect(digitalLinkPath(parseDigitalLinkPath(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it("refuses a wrong check digit, written or read", () => {
    expect(refused(() => parseDigitalLinkPath("/01/09506000134351/10/A/21/B"))).toBe("gtin-check-digit");
    expect(refused(() => digitalLinkPath({ gtin: "09506000134351", lot: "A", serial: "B" }))).toBe("gtin-check-digit");
  });

  it.each([
    ["a GTIN of 13 digits", "/01/9506000134352/10/A/21/B"],
    ["qualifiers in another order", "/01/09506000134352/21/B/10/A"],
    ["no serial", "/01/09506000134352/10/A"],
    ["an empty lot", "/01/09506000134352/10//21/B"],
    ["a slash after it", "/01/09506000134352/10/A/21/B/"],
    ["lower-case hexadecimal", "/01/09506000134352/10/A%2fB/21/C"],
    ["a letter that needs no encoding", "/01/09506000134352/10/%41/21/B"],
    ["a character outside the set", "/01/09506000134352/10/A%7E/21/B"],
    ["Chinese characters", "/01/09506000134352/10/%E8%8C%B6/21/B"],
    ["half an encoding", "/01/09506000134352/10/A%2/21/B"],
    ["21 characters", `/01/09506000134352/10/${"A".repeat(21)}/21/B`],
    ["a lot that a browser takes for this folder", "/01/09506000134352/10/./21/B"],
    ["a lot that a browser takes for the folder above", "/01/09506000134352/10/../21/B"],
  ])("refuses %s", (_, path) => {
    expect(refused(() => parseDigitalLinkPath(path))).toBe("label-url-malformed");
  });

  it.each(["", "..", ".", "茶", "A~", "A B", "A".repeat(21)])("does not write the lot %j", (lot) => {
    expect(refused(() => digitalLinkPath({ gtin: "09506000134352", lot, serial: "B" }))).toBe("label-url-malformed");
  });
});
