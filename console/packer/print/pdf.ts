import * as fontkit from "fontkit";
import {
  closePath,
  fill,
  lineTo,
  moveTo,
  PDFDocument,
  type PDFFont,
  type PDFPage,
  setFillingGrayscaleColor,
} from "pdf-lib";
import type { Drawing } from "#core/print/drawing.ts";
import { type PaperFormat, perPage, placeOf } from "#core/print/formats.ts";
import { subsetting } from "#core/print/subset.ts";
import { boxesOf } from "#core/print/svg.ts";

const POINTS_PER_MM = 72 / 25.4;

/**
 * A PDF of labels on their paper: codes as filled paths, texts in the font, of which only the letters that occur are embedded.
 *
 * @param font an sfnt with Chinese letters
 */
export async function labelsPdf(
  format: PaperFormat,
  drawings: readonly Drawing[],
  font: Uint8Array,
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(subsetting(fontkit.create as never) as never);
  const embedded = await document.embedFont(font, { subset: true });
  const size: [number, number] = [format.page.width * POINTS_PER_MM, format.page.height * POINTS_PER_MM];
  const each = perPage(format);
  for (let from = 0; from < drawings.length; from += each) {
    const page = document.addPage(size);
    for (const [n, drawing] of drawings.slice(from, from + each).entries())
      draw(page, embedded, drawing, placeOf(format, n));
  }
  return document.save();
}

function draw(page: PDFPage, font: PDFFont, { marks }: Drawing, corner: { x: number; y: number }): void {
  const height = page.getHeight();
  const at = (x: number, y: number): [number, number] => [
    (corner.x + x) * POINTS_PER_MM,
    height - (corner.y + y) * POINTS_PER_MM,
  ];
  for (const mark of marks) {
    if (mark.kind === "text") {
      const [x, y] = at(mark.x, mark.y);
      page.drawText(mark.text, { x, y, size: mark.size * POINTS_PER_MM, font });
      continue;
    }
    // One path for a whole code: between boxes filled one by one, screens and printers leave hairlines.
    const path = boxesOf(mark).flatMap(({ x, y, width, height: tall }) => [
      moveTo(...at(x, y)),
      lineTo(...at(x + width, y)),
      lineTo(...at(x + width, y + tall)),
      lineTo(...at(x, y + tall)),
      closePath(),
    ]);
    page.pushOperators(setFillingGrayscaleColor(0), ...path, fill());
  }
}
