import * as fontkit from "fontkit";
import { AFRelationship, PDFDocument, type PDFFont, type PDFPage, rgb } from "pdf-lib";
import type { Block } from "#core/exhibit/block.ts";
import { words } from "#core/exhibit/words.ts";
import type { Matrix } from "#core/print/drawing.ts";
import { subsetting } from "#core/print/subset.ts";
import { type Ink, layOut, type Mark, type Strip, type Weight } from "./layout.ts";

/** What the thread that sets an exhibit is given; `at` is its date, seconds since 1970. */
export type ExhibitJob = {
  readonly blocks: readonly Block[];
  readonly serial: string;
  readonly qr: Matrix;
  readonly at: number;
  readonly attached: { readonly name: string; readonly json: string };
};
type Fonts = Readonly<Record<Weight, PDFFont>>;

const [WIDTH, HEIGHT] = [595.28, 841.89];
const [MARGIN, FOOT] = [56, 64];
const QR_SIZE = 56;
const inks: Readonly<Record<Ink, ReturnType<typeof rgb>>> = {
  ink: rgb(0.106, 0.161, 0.137),
  quiet: rgb(0.29, 0.337, 0.31),
  tea: rgb(0.114, 0.294, 0.227),
  alarm: rgb(0.576, 0.122, 0.082),
  doubt: rgb(0.4, 0.239, 0),
};

/** An exhibit as PDF 1.7, A4, with what it is about inside (ISO 32000-2 §7.11.4, associated file); not signed yet. */
export async function exhibitPdf(job: ExhibitJob, sfnts: Readonly<Record<Weight, Uint8Array>>): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(subsetting(fontkit.create as never) as never);
  const fonts: Fonts = {
    regular: await document.embedFont(sfnts.regular, { subset: true }),
    bold: await document.embedFont(sfnts.bold, { subset: true }),
  };
  const date = new Date(job.at * 1000);
  document.setTitle(`${words.title} ${job.serial}`, { showInWindowTitleBar: true });
  document.setLanguage("zh-CN");
  for (const made of [document.setCreator.bind(document), document.setProducer.bind(document)]) made("Liangji 良迹");
  document.setCreationDate(date);
  document.setModificationDate(date);
  await document.attach(new TextEncoder().encode(job.attached.json), job.attached.name, {
    mimeType: "application/json",
    description: words.attachment,
    creationDate: date,
    modificationDate: date,
    afRelationship: AFRelationship.Data,
  });
  const strips = layOut(job.blocks, WIDTH - 2 * MARGIN, (text, size, weight) =>
    fonts[weight].widthOfTextAtSize(text, size),
  );
  const pages = paged(strips, HEIGHT - MARGIN - FOOT);
  pages.forEach((own, n) => {
    const page = document.addPage([WIDTH, HEIGHT]);
    if (n === 0) drawQr(page, job.qr);
    let y = MARGIN;
    for (const { height, marks } of own) {
      for (const mark of marks) draw(page, fonts, mark, y);
      y += height;
    }
    const foot = words.footer(job.serial, n + 1, pages.length);
    draw(
      page,
      fonts,
      { kind: "text", x: 0, y: 0, size: 8.5, text: foot, weight: "regular", ink: "quiet" },
      HEIGHT - 36,
    );
  });
  return document.save({ useObjectStreams: false });
}

/** Strips onto pages `height` points high; one that keeps with the next does not end a page. */
export function paged(strips: readonly Strip[], height: number): readonly (readonly Strip[])[] {
  const pages: Strip[][] = [[]];
  let used = 0;
  for (let at = 0; at < strips.length; ) {
    let end = at + 1;
    while (end < strips.length && strips[end - 1]?.keep) end++;
    const group = strips.slice(at, end);
    const tall = group.reduce((sum, one) => sum + one.height, 0);
    if (used + tall > height && used > 0) {
      pages.push([]);
      used = 0;
    }
    pages.at(-1)?.push(...group);
    used += tall;
    at = end;
  }
  return pages;
}

function draw(page: PDFPage, fonts: Fonts, mark: Mark, top: number): void {
  const y = HEIGHT - top - mark.y;
  const color = inks[mark.ink];
  if (mark.kind === "rule")
    page.drawLine({ start: { x: MARGIN, y }, end: { x: WIDTH - MARGIN, y }, thickness: 0.7, color });
  else if (mark.kind === "text")
    page.drawText(mark.text, { x: MARGIN + mark.x, y, size: mark.size, font: fonts[mark.weight], color });
  else
    page.drawRectangle({
      ...{ x: MARGIN + mark.x, y: y - mark.height, width: mark.width, height: mark.height },
      ...{ borderColor: color, borderWidth: 1.4 },
    });
}

function drawQr(page: PDFPage, qr: Matrix): void {
  const module = QR_SIZE / qr.length;
  const path = qr.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  page.drawSvgPath(path.join(""), {
    ...{ x: WIDTH - MARGIN - QR_SIZE, y: HEIGHT - MARGIN + 8, scale: module, color: inks.ink },
  });
}
