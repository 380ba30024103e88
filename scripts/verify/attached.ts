import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from "pdf-lib";
import { fromUtf8 } from "#core/bytes.ts";
import { Refusal } from "#core/refusal.ts";

/** The text of the one file inside a PDF (ISO 32000-1 §7.11.4). Call it only for a PDF whose signature holds. */
export async function attachedIn(pdf: Uint8Array): Promise<string> {
  const { catalog } = await PDFDocument.load(pdf, { updateMetadata: false });
  const files = catalog
    .lookupMaybe(PDFName.of("Names"), PDFDict)
    ?.lookupMaybe(PDFName.of("EmbeddedFiles"), PDFDict)
    ?.lookupMaybe(PDFName.of("Names"), PDFArray);
  if (files?.size() !== 2) throw new Refusal("exhibit-empty");
  const stream = files.lookup(1, PDFDict).lookup(PDFName.of("EF"), PDFDict).lookup(PDFName.of("F"));
  if (!(stream instanceof PDFRawStream)) throw new Refusal("exhibit-empty");
  return fromUtf8(decodePDFRawStream(stream).decode());
}
