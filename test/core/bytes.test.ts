import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  base64,
  base64url,
  concat,
  equal,
  fromBase64,
  fromBase64url,
  fromHex,
  fromUtf8,
  hex,
  utf8,
} from "#core/bytes.ts";
import { refused } from "./refused.ts";

const bytes = fc.uint8Array({ maxLength: 80 });
const anyText = fc.string({ unit: "binary", maxLength: 60 });
const of = (...values: number[]) => Uint8Array.from(values);

describe("UTF-8", () => {
  it("is what TextEncoder writes, for any well-formed text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(utf8(text)).toEqual(new TextEncoder().encode(text));
      }),
    );
  });

  it("reads exactly the bytes that a fatal TextDecoder reads, and to the same text", () => {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const slowly = (input: Uint8Array) => {
      try {
        return decoder.decode(input);
      } catch {
        return undefined;
      }
    };
    const nearly = fc.tuple(anyText, fc.nat(), fc.nat(255)).map(([text, at, byte]) => {
      const input = utf8(text);
      if (input.length > 0) input[at % input.length] = byte;
      return input;
    });
    fc.assert(
      fc.property(fc.oneof(bytes, nearly), (input) => {
        const text = slowly(input);
        if (text === undefined) expect(refused(() => fromUtf8(input))).toBe("canonical-value-unsupported");
        else expect(fromUtf8(input)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["a NUL in two bytes", of(0xc0, 0x80)],
    ["a slash in three bytes", of(0xe0, 0x80, 0xaf)],
    ["half a surrogate pair", of(0xed, 0xa0, 0x80)],
    ["a code point beyond U+10FFFF", of(0xf4, 0x90, 0x80, 0x80)],
    ["a character cut short", of(0xe8, 0x8c)],
    ["a continuation byte alone", of(0x80)],
    ["a byte that no text has", of(0xff)],
  ])("refuses %s", (_, input) => {
    expect(refused(() => fromUtf8(input))).toBe("canonical-value-unsupported");
  });

  it("refuses to write a lone surrogate", () => {
    expect(refused(() => utf8("\ud800"))).toBe("canonical-value-unsupported");
    expect(refused(() => utf8("a\udc00b"))).toBe("canonical-value-unsupported");
  });

  it("keeps a byte order mark, which is text here", () => {
    expect(fromUtf8(of(0xef, 0xbb, 0xbf, 0x61))).toBe("\ufeffa");
  });
});

describe("hexadecimal", () => {
  it("is read back, and is what Buffer writes", () => {
    fc.assert(
      fc.property(bytes, (input) => {
        expect(hex(input)).toBe(Buffer.from(input).toString("hex"));
        expect(fromHex(hex(input))).toEqual(input);
      }),
    );
  });

  it.each(["a", "0A", "0x00", "0g", " 00", "00\n", "００"])("refuses %j", (text) => {
    expect(refused(() => fromHex(text))).toBe("hex-invalid");
  });
});

describe("base64", () => {
  it("is read back, and is what Buffer writes, with and without padding", () => {
    fc.assert(
      fc.property(bytes, (input) => {
        expect(base64(input)).toBe(Buffer.from(input).toString("base64"));
        expect(base64url(input)).toBe(Buffer.from(input).toString("base64url"));
        expect(fromBase64(base64(input))).toEqual(input);
        expect(fromBase64url(base64url(input))).toEqual(input);
      }),
    );
  });

  it.each([
    ["no padding", "Zg"],
    ["too much padding", "Zg==="],
    ["only padding", "===="],
    ["padding in the middle", "Zg==Zg=="],
    ["bits that are not used", "Zh=="],
    ["the other alphabet", "-_-_"],
    ["white space", "Zm9v\n"],
    ["a letter of another script", "Zm9а"],
  ])("refuses %s", (_, text) => {
    expect(refused(() => fromBase64(text))).toBe("base64-invalid");
  });

  it.each([
    ["padding", "Zg=="],
    ["one letter over", "Zm9vZ"],
    ["bits that are not used", "Zh"],
    ["the other alphabet", "+/+/"],
    ["white space", " Zm9v"],
  ])("refuses %s in the form for addresses", (_, text) => {
    expect(refused(() => fromBase64url(text))).toBe("base64-invalid");
  });

  it("has one spelling; a text is refused, or is what the bytes are written as", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."ABCDghij0189+/-_="), maxLength: 12 });
    fc.assert(
      fc.property(letters, (text) => {
        if (refused(() => fromBase64(text)) === "accepted") expect(base64(fromBase64(text))).toBe(text);
        if (refused(() => fromBase64url(text)) === "accepted") expect(base64url(fromBase64url(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("parts", () => {
  it("are put together in order", () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 5 }), (parts) => {
        expect([...concat(...parts)]).toEqual(parts.flatMap((part) => [...part]));
      }),
    );
  });

  it("are equal only byte for byte, and not when one is the beginning of the other", () => {
    expect(equal(of(1, 2), of(1, 2))).toBe(true);
    expect(equal(of(1, 2), of(1, 3))).toBe(false);
    expect(equal(of(1, 2), of(1, 2, 3))).toBe(false);
    expect(equal(of(1, 2, 3), of(1, 2))).toBe(false);
    expect(equal(of(), of())).toBe(true);
  });
});
