import { crc32, deflateSync } from "node:zlib";

/** A picture in a palette of at most sixteen colours, one byte a pixel, rows from top to bottom. */
export type Raster = {
  readonly width: number;
  readonly height: number;
  readonly palette: readonly number[];
  readonly pixels: Uint8Array;
};

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

/** PNG third edition, four bits a pixel, no filter; `palette` is 0xRRGGBB. The width is even. */
export function encodePng({ width, height, palette, pixels }: Raster): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 3, 0, 0, 0], 8);
  const stride = 1 + width / 2;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x += 2)
      rows[y * stride + 1 + x / 2] = ((pixels[y * width + x] ?? 0) << 4) | (pixels[y * width + x + 1] ?? 0);
  const colours = Buffer.from(palette.flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const bytes = Buffer.alloc(8 + named.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.set(named, 4);
  bytes.writeUInt32BE(crc32(named), 4 + named.length);
  return bytes;
}
