import { isPdf, readPdf } from "./pdf.ts";
import { type Picture, readPicture } from "./picture.ts";

export type Read = Picture | ReturnType<typeof readPdf>;

/**
 * What may be stored: a picture, or a document that is saved and not shown.
 *
 * @throws Refusal `attachment-not-picture`, `attachment-has-metadata`, `attachment-too-large`, `attachment-not-pdf`
 */
export const readAttachment = (bytes: Uint8Array): Read => (isPdf(bytes) ? readPdf(bytes) : readPicture(bytes));
