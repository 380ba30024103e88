import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodePng, type Raster } from "../sample/png.ts";

const palette = [0x1d4b3a, 0xf7f2e7] as const;
const [TEA, PAPER] = [0, 1] as const;

/** The mark of the installed page: a seal's frame around a tick, within the middle 80 % that every launcher shows (W3C Web App Manifest §icon masks). */
export function drawIcon(side: number): Raster {
  const pixels = new Uint8Array(side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) pixels[y * side + x] = isMark((x + 0.5) / side, (y + 0.5) / side) ? PAPER : TEA;
  return { width: side, height: side, palette, pixels };
}

const isMark = (x: number, y: number): boolean => {
  const out = Math.max(Math.abs(x - 0.5), Math.abs(y - 0.5));
  const frame = out < 0.32 && out > 0.27;
  return frame || near(x, y, [0.36, 0.51], [0.46, 0.61]) || near(x, y, [0.46, 0.61], [0.65, 0.39]);
};

type Point = readonly [number, number];
function near(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): boolean {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy) < 0.033;
}

/** `node scripts/page/icons.ts`: draws the icons that stand in verifier-app/public. */
if (import.meta.main)
  for (const side of [192, 512])
    await writeFile(join(import.meta.dirname, `../../verifier-app/public/icon-${side}.png`), encodePng(drawIcon(side)));
