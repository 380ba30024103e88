import { PDFDocument, StandardFonts } from "pdf-lib";
import { hex } from "#core/bytes.ts";
import { sha256 } from "../author.ts";

/** A page that says that it is none: the paper of the sample's certificate, the same bytes in every run. */
export async function samplePaper(): Promise<{
  readonly title: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}> {
  const paper = await PDFDocument.create();
  for (const set of ["setCreationDate", "setModificationDate"] as const) paper[set](new Date(0));
  const page = paper.addPage([595, 842]);
  const font = await paper.embedFont(StandardFonts.Helvetica);
  const lines = [
    "SAMPLE DATA",
    "cert-0001, quality certificate",
    "This page certifies nothing. It shows where a scan would be.",
  ];
  for (const [at, line] of lines.entries())
    page.drawText(line, { x: 60, y: 740 - at * 36, size: at === 0 ? 28 : 14, font });
  const bytes = await paper.save({ useObjectStreams: false });
  return { title: "示例证书扫描件.pdf", sha256: hex(sha256(bytes)), bytes };
}
