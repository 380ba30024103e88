import { Refusal } from "../refusal.ts";
import type { Attachment } from "../statement/attachment.ts";

export type Picture = Pick<Attachment, "mediaType" | "width" | "height">;

/** Sixteen million pixels take 64 MB of a phone's memory. */
const MOST_PIXELS = 16_000_000;
const MOST_SIDE = 8192;

/**
 * What a picture's own structure says, read from first byte to last, so that nothing else hides in it: neither a file behind its end
 * nor where it was taken (EXIF, XMP, IPTC, text). Pixels are not decoded.
 *
 * @throws Refusal `attachment-not-picture`, `attachment-has-metadata`, `attachment-too-large`
 */
export function readPicture(bytes: Uint8Array): Picture {
  const picture = bytes[0] === 0xff ? readJpeg(bytes) : readPng(bytes);
  const { width, height } = picture;
  if (width > MOST_SIDE || height > MOST_SIDE || width * height > MOST_PIXELS)
    throw new Refusal("attachment-too-large", { width, height, limit: MOST_PIXELS / 1_000_000 });
  if (width < 1 || height < 1) throw notPicture("no pixels");
  return picture;
}

const notPicture = (problem: string): Refusal => new Refusal("attachment-not-picture", { problem });
const metadata = (part: string): Refusal => new Refusal("attachment-has-metadata", { part });
const at = (bytes: Uint8Array, index: number): number => {
  const byte = bytes[index];
  if (byte === undefined) throw notPicture("it ends too early");
  return byte;
};
const uint16 = (bytes: Uint8Array, index: number): number => at(bytes, index) * 256 + at(bytes, index + 1);
const uint32 = (bytes: Uint8Array, index: number): number => uint16(bytes, index) * 65_536 + uint16(bytes, index + 2);

/** ITU T.81 annex B. Application segments other than JFIF, ICC profile and Adobe's colour transform are metadata. */
const HARMLESS_SEGMENTS: readonly number[] = [0xe0, 0xe2, 0xee];
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function readJpeg(bytes: Uint8Array): Picture {
  if (uint16(bytes, 0) !== 0xffd8) throw notPicture("no start of image");
  let size: { width: number; height: number } | undefined;
  for (let index = 2; ; ) {
    if (at(bytes, index) !== 0xff) throw notPicture("no marker where one must be");
    const marker = at(bytes, index + 1);
    if (marker === 0xd9) {
      if (index + 2 !== bytes.length) throw notPicture("something follows its end");
      if (!size) throw notPicture("no frame");
      return { mediaType: "image/jpeg", ...size };
    }
    const length = uint16(bytes, index + 2);
    if (length < 2) throw notPicture("a segment without length");
    if (marker === 0xfe) throw metadata("COM");
    if (marker >= 0xe0 && marker <= 0xef && !HARMLESS_SEGMENTS.includes(marker)) throw metadata(`APP${marker - 0xe0}`);
    if (isFrame(marker)) size ??= { height: uint16(bytes, index + 5), width: uint16(bytes, index + 7) };
    index += 2 + length;
    if (marker === 0xda) index = afterScan(bytes, index);
  }
}

/** Where the entropy-coded bytes end: at the next marker that is neither stuffing nor a restart. */
function afterScan(bytes: Uint8Array, from: number): number {
  for (let index = from; ; index++) {
    if (at(bytes, index) !== 0xff) continue;
    const next = at(bytes, index + 1);
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return index;
  }
}

/** PNG third edition §5. */
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const HARMLESS_CHUNKS: readonly string[] = "IHDR PLTE tRNS IDAT IEND sRGB gAMA cHRM iCCP sBIT pHYs".split(" ");

function readPng(bytes: Uint8Array): Picture {
  if (SIGNATURE.some((byte, index) => bytes[index] !== byte)) throw notPicture("neither JPEG nor PNG");
  if (chunkAt(bytes, 8) !== "IHDR") throw notPicture("no header");
  const size = { width: uint32(bytes, 16), height: uint32(bytes, 20) };
  for (let index = 8; ; ) {
    const chunk = chunkAt(bytes, index);
    if (!HARMLESS_CHUNKS.includes(chunk)) throw metadata(chunk);
    index += 12 + uint32(bytes, index);
    if (index > bytes.length) throw notPicture("it ends too early");
    if (chunk !== "IEND") continue;
    if (index !== bytes.length) throw notPicture("something follows its end");
    return { mediaType: "image/png", ...size };
  }
}

function chunkAt(bytes: Uint8Array, index: number): string {
  const letters = [4, 5, 6, 7].map((offset) => String.fromCharCode(at(bytes, index + offset))).join("");
  if (!/^[A-Za-z]{4}$/.test(letters)) throw notPicture("no chunk where one must be");
  return letters;
}
