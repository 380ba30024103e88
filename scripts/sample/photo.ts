import { hex } from "#core/bytes.ts";
import type { Attachment } from "#core/statement/attachment.ts";
import { sha256 } from "../author.ts";
import { encodePng, type Raster } from "./png.ts";

const [LEFT, TOP, WIDTH, HEIGHT] = [1120, 380, 480, 320] as const;
const PIXEL = 6;
const DARK = 14;
/** SAMPLE, five rows of four dots a letter. */
const letters = ["7861e", "69f99", "9ff99", "e9e88", "8888f", "f8e8f"] as const;

/** 示例: a window of the drawn garden that says that it is a sample, in the place of a grower's photograph. */
export function samplePhoto({ palette, pixels, width }: Raster): {
  readonly picture: Attachment;
  readonly bytes: Buffer;
} {
  const own: Raster = {
    width: WIDTH,
    height: HEIGHT,
    palette: [...palette.slice(0, 15), 0xffffff],
    pixels: new Uint8Array(WIDTH * HEIGHT),
  };
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      own.pixels[y * WIDTH + x] = isInk(x, y)
        ? 15
        : isPlate(x, y)
          ? DARK
          : Math.min(14, pixels[(TOP + y) * width + LEFT + x] ?? 0);
  const bytes = encodePng(own);
  const picture = {
    sha256: hex(sha256(bytes)),
    bytes: bytes.length,
    mediaType: "image/png" as const,
    width: WIDTH,
    height: HEIGHT,
  };
  return { picture, bytes };
}

const isPlate = (x: number, y: number): boolean => x >= 12 && x < 24 + 30 * PIXEL + 6 && y >= 12 && y < 36 + 5 * PIXEL;

function isInk(x: number, y: number): boolean {
  const [column, row] = [Math.floor((x - 24) / PIXEL), Math.floor((y - 24) / PIXEL)];
  const letter = letters[Math.floor(column / 5)];
  if (column < 0 || row < 0 || row > 4 || !letter || column % 5 === 4) return false;
  return ((Number.parseInt(letter[row] ?? "0", 16) >> (3 - (column % 5))) & 1) === 1;
}
