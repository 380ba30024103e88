import { Refusal } from "../refusal.ts";
import { isSerial } from "./serial.ts";

export type LabelId = { readonly product: string; readonly batch: string; readonly serial: string };
const PATH = /^\/p\/([a-z0-9][a-z0-9-]{0,47})\/b\/([a-z0-9][a-z0-9-]{0,47})\/s\/([^/]+)$/;

/** Path of a label's URL on the brand's domain, where there is no GTIN (design §8). */
export const labelPath = ({ product, batch, serial }: LabelId): string => `/p/${product}/b/${batch}/s/${serial}`;

export function parseLabelPath(path: string): LabelId {
  const [, product, batch, serial] = PATH.exec(path) ?? [];
  if (!product || !batch || !serial) throw new Refusal("label-url-malformed");
  if (!isSerial(serial)) throw new Refusal("serial-malformed", { length: serial.length });
  return { product, batch, serial };
}
