import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPicture } from "#core/attachment/picture.ts";
import { encodePng } from "#scripts/sample/png.ts";
import { refused } from "./refused.ts";

const png = (width: number, height: number) =>
  encodePng({ width, height, palette: [0x000000, 0xffffff], pixels: new Uint8Array(width * height).fill(1) });
/** A segment with its length, and what a JPEG needs around: its pixels are never looked at. */
const segment = (marker: number, ...data: number[]): number[] => [
  0xff,
  marker,
  (data.length + 2) >> 8,
  (data.length + 2) & 255,
  ...data,
];
const frame = (width: number, height: number) =>
  segment(0xc0, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0);
const scan = [...segment(0xda, 1, 1, 0, 0, 63, 0), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
const jpeg = (...between: number[]): Uint8Array =>
  Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, 74, 70, 73, 70, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0),
    ...between,
    ...frame(640, 480),
    ...scan,
    0xff,
    0xd9,
  ]);
const chunkOf = (type: string): Buffer => {
  const bytes = Buffer.alloc(12 + 4);
  bytes.writeUInt32BE(4, 0);
  bytes.write(type, 4, "latin1");
  return bytes;
};

describe("a picture", () => {
  it("is told by its own structure, JPEG and PNG, with its sides", () => {
    expect(readPicture(jpeg())).toEqual({ mediaType: "image/jpeg", width: 640, height: 480 });
    expect(readPicture(png(1024, 512))).toEqual({ mediaType: "image/png", width: 1024, height: 512 });
  });

  it("may carry a colour profile, but not where it was taken", () => {
    expect(refused(() => readPicture(jpeg(...segment(0xe2, 1, 2, 3))))).toBe("accepted");
    for (const marker of [0xe1, 0xed, 0xef, 0xfe])
      expect(refused(() => readPicture(jpeg(...segment(marker, 69, 120, 105, 102))))).toBe("attachment-has-metadata");
    const whole = png(4, 4);
    for (const type of ["eXIf", "tEXt", "iTXt", "zTXt", "acTL"])
      expect(
        refused(() => readPicture(Buffer.concat([whole.subarray(0, 33), chunkOf(type), whole.subarray(33)]))),
      ).toBe("attachment-has-metadata");
  });

  it("is refused when something follows its end, or a part of it is missing", () => {
    for (const whole of [jpeg(), png(32, 16)]) {
      expect(refused(() => readPicture(Uint8Array.from([...whole, 0])))).toBe("attachment-not-picture");
      for (let length = 0; length < whole.length; length++)
        expect(refused(() => readPicture(whole.subarray(0, length)))).toBe("attachment-not-picture");
    }
  });

  it("is refused when it would take more memory than a phone has", () => {
    const sized = (width: number, height: number) => {
      const bytes = png(2, 2);
      bytes.writeUInt32BE(width, 16);
      bytes.writeUInt32BE(height, 20);
      return refused(() => readPicture(bytes));
    };
    expect(sized(8192, 1953)).toBe("accepted");
    expect(sized(8192, 1954)).toBe("attachment-too-large");
    expect(sized(8193, 1)).toBe("attachment-too-large");
    expect(sized(0, 5)).toBe("attachment-not-picture");
  });

  it("is refused with a code and never breaks, whatever the bytes are", () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    const begun = fc
      .tuple(fc.constantFrom([0xff, 0xd8], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), bytes)
      .map(([start, rest]) => Uint8Array.from([...start, ...rest]));
    const changed = fc
      .tuple(fc.constantFrom(jpeg(), png(8, 8)), fc.nat(), fc.integer({ min: 1, max: 255 }))
      .map(([whole, at, by]) => whole.map((byte, n) => (n === at % whole.length ? byte ^ by : byte)));
    fc.assert(
      fc.property(fc.oneof(bytes, begun, changed), (some) => {
        expect(refused(() => readPicture(some))).toMatch(
          /^(accepted|attachment-(not-picture|has-metadata|too-large))$/,
        );
      }),
      { numRuns: 3000 },
    );
  });
});
