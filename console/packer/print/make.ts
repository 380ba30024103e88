import fontUrl from "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-500-normal.woff?url";
import { labelsCsv } from "#core/print/csv.ts";
import type { Drawing } from "#core/print/drawing.ts";
import {
  type FormatName,
  type PaperFormat,
  paperFormats,
  type UnitFormatName,
  unitFormats,
} from "#core/print/formats.ts";
import { drawLabel, type LabelContent, type LabelWords } from "#core/print/label.ts";
import { sfntOf } from "#core/print/sfnt.ts";
import { pageSvg } from "#core/print/svg.ts";
import { labelsZpl, thermalPrinters } from "#core/print/zpl.ts";
import { codesOf } from "./codes.ts";
import { inflate } from "./inflate.ts";
import { labelsPdf } from "./pdf.ts";

export const fileKinds = ["pdf", "zpl-203", "zpl-300", "svg", "csv"] as const;
export type FileKind = (typeof fileKinds)[number];

const types: Readonly<Record<FileKind, string>> = {
  pdf: "application/pdf",
  "zpl-203": "text/plain",
  "zpl-300": "text/plain",
  svg: "image/svg+xml",
  csv: "text/csv",
};

export const draw = (content: LabelContent, format: FormatName, words: LabelWords): Drawing =>
  drawLabel(content, codesOf(content), paperFormats[format].label, words);

/** The labels as one file. SVG is one page, so whoever asks for it gives no more than fit on it. */
export async function makeFile(
  kind: FileKind,
  format: FormatName,
  contents: readonly LabelContent[],
  words: LabelWords,
): Promise<Blob> {
  const made = await bodyOf(kind, format, contents, words);
  return new Blob([made as BlobPart], { type: types[kind] });
}

function bodyOf(
  kind: FileKind,
  format: FormatName,
  contents: readonly LabelContent[],
  words: LabelWords,
): string | Promise<Uint8Array> {
  if (kind === "csv") return labelsCsv(contents);
  return drawnFile(
    kind,
    paperFormats[format],
    contents.map((one) => draw(one, format, words)),
  );
}

/** The label of one box or pallet as a file. */
export async function makeUnitFile(kind: DrawnKind, format: UnitFormatName, drawing: Drawing): Promise<Blob> {
  return new Blob([(await drawnFile(kind, unitFormats[format], [drawing])) as BlobPart], { type: types[kind] });
}

type DrawnKind = Exclude<FileKind, "csv">;
function drawnFile(kind: DrawnKind, paper: PaperFormat, drawings: readonly Drawing[]): string | Promise<Uint8Array> {
  if (kind === "svg") return pageSvg(paper, drawings);
  if (kind === "pdf") return font().then((bytes) => labelsPdf(paper, drawings, bytes));
  return labelsZpl(drawings, thermalPrinters[kind === "zpl-203" ? "203" : "300"]);
}

let loaded: Promise<Uint8Array> | undefined;
/** Fetched when the first PDF is made, and kept by the service worker for the next. */
function font(): Promise<Uint8Array> {
  loaded ??= fetch(fontUrl)
    .then((response) => response.arrayBuffer())
    .then((bytes) => sfntOf(new Uint8Array(bytes), inflate));
  loaded.catch(() => {
    loaded = undefined;
  });
  return loaded;
}
