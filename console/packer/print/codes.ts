import JsBarcode from "jsbarcode";
import QRCode from "qrcode";
import type { LabelCodes } from "#core/print/label.ts";

/** ISO/IEC 18004 at level M, as modules; EAN-13 as its 95 modules. */
export function codesOf({ url, gtin13 }: { readonly url: string; readonly gtin13?: string | undefined }): LabelCodes {
  const { data, size } = QRCode.create(url, { errorCorrectionLevel: "M" }).modules;
  const qr = Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => data[y * size + x] === 1));
  if (!gtin13) return { qr };
  const drawn: { encodings?: { data: string }[] } = {};
  JsBarcode(drawn, gtin13, { format: "EAN13", flat: true });
  return { qr, ean: drawn.encodings?.map((one) => one.data).join("") ?? "" };
}
