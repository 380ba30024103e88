import type { Drawing, Mark } from "./drawing.ts";
import { type PaperFormat, placeOf } from "./formats.ts";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const mm = (value: number): string => String(Math.round(value * 1000) / 1000);

/** One page as SVG 1.1 in millimetres. Texts stay texts: whoever opens it needs a font with Chinese letters. */
export function pageSvg({ page, ...format }: PaperFormat, drawings: readonly Drawing[]): string {
  const labels = drawings.map(({ marks }, n) => {
    const { x, y } = placeOf({ page, ...format }, n);
    return `<g transform="translate(${mm(x)} ${mm(y)})">${marks.map(markSvg).join("")}</g>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${page.width}mm" height="${page.height}mm" ` +
    `viewBox="0 0 ${page.width} ${page.height}" font-family="Noto Sans SC, Source Han Sans SC, SimHei, sans-serif">` +
    `<rect width="100%" height="100%" fill="#fff"/>${labels.join("")}</svg>\n`
  );
}

function markSvg(mark: Mark): string {
  const at = `x="${mm(mark.x)}" y="${mm(mark.y)}"`;
  if (mark.kind === "text") return `<text ${at} font-size="${mm(mark.size)}">${escaped(mark.text)}</text>`;
  return `<path d="${boxesOf(mark).map(boxPath).join("")}"/>`;
}

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
const boxPath = ({ x, y, width, height }: Box): string =>
  `M${mm(x)} ${mm(y)}h${mm(width)}v${mm(height)}h${mm(-width)}z`;

/** The dark parts of a code, as few boxes as rows have runs. */
export function boxesOf(mark: Exclude<Mark, { kind: "text" }>): readonly Box[] {
  if (mark.kind === "line") return [{ x: mark.x, y: mark.y, width: mark.width, height: 0.25 }];
  if (mark.kind === "ean") {
    const module = mark.width / mark.bits.length;
    return runsOf([...mark.bits].map((bit) => bit === "1")).map(([from, length]) => ({
      ...{ x: mark.x + from * module, y: mark.y, width: length * module, height: mark.height },
    }));
  }
  const module = mark.size / mark.matrix.length;
  return mark.matrix.flatMap((row, n) =>
    runsOf(row).map(([from, length]) => ({
      ...{ x: mark.x + from * module, y: mark.y + n * module, width: length * module, height: module },
    })),
  );
}

/** `[from, length]` of every stretch of dark modules. */
export function runsOf(row: readonly boolean[]): readonly (readonly [from: number, length: number])[] {
  const runs: [number, number][] = [];
  for (const [at, dark] of row.entries()) {
    const last = runs.at(-1);
    if (!dark) continue;
    if (last && last[0] + last[1] === at) last[1] += 1;
    else runs.push([at, 1]);
  }
  return runs;
}
