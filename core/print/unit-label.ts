import { groupSerial } from "../label/grouped.ts";
import { Refusal } from "../refusal.ts";
import { type Drawing, emsOf, linesOf, type Mark, type Matrix } from "./drawing.ts";

/** What stands on the label of a box or pallet. Days are spelled as printed. */
export type UnitContent = {
  readonly kind: "box" | "pallet";
  readonly code: string;
  readonly url: string;
  readonly domain: string;
  readonly packer: string;
  readonly packedOn: string;
  /** `示例绿茶 260325-01 × 24`, one for each lot. */
  readonly lots: readonly string[];
  readonly sample: boolean;
};
export type UnitLabelWords = Readonly<
  Record<"box" | "pallet" | "packer" | "packedOn" | "mind" | "scan" | "sample" | "more", string>
>;
export const unitLabelWords: Readonly<Record<"zh" | "en", UnitLabelWords>> = {
  zh: {
    ...{ box: "箱", pallet: "托盘", packer: "装箱", packedOn: "登记", mind: "认准", more: "等" },
    ...{ scan: "扫码看装箱时的登记", sample: "示例数据" },
  },
  en: {
    ...{ box: "Box", pallet: "Pallet", packer: "Packer", packedOn: "Recorded", mind: "Look for", more: "and more" },
    ...{ scan: "Scan: as recorded at packing", sample: "Sample data" },
  },
};

/** Module of a QR code and its quiet zone in modules (ISO/IEC 18004). */
const SMALLEST_MODULE = 0.4;
const QUIET = 4;
const EDGE = 2;
const LEADING = 1.25;

/**
 * Lays the label of a box out: the code on the left, as large as the paper allows, and words on the right; on square paper below it. The
 * letters of the code stand large: a person in a warehouse reads them out.
 *
 * @throws Refusal `label-too-small`
 */
export function drawUnitLabel(
  content: UnitContent,
  qr: Matrix,
  paper: { readonly width: number; readonly height: number },
  words: UnitLabelWords,
): Drawing {
  const { width, height } = paper;
  const wide = width >= height * 1.3;
  const size = Math.min(height - 2 * EDGE, width - 2 * EDGE, wide ? width * 0.45 : height * 0.5);
  const module = size / (qr.length + 2 * QUIET);
  if (module < SMALLEST_MODULE) throw new Refusal("label-too-small", { width, height });
  const left = wide ? EDGE : (width - size) / 2;
  const marks: Mark[] = [
    {
      ...{ kind: "qr", x: left + QUIET * module, y: EDGE + QUIET * module, size: qr.length * module },
      ...{ text: content.url, matrix: qr },
    },
  ];
  const x = wide ? EDGE + size : EDGE;
  const room = width - x - EDGE;
  const em = Math.max(2.05, Math.min(4, height / 18));
  const end = height - EDGE;
  let y = wide ? EDGE : EDGE + size;
  const put = (text: string, size: number, must: boolean): boolean => {
    const lines = linesOf(text, room / size);
    if (y + lines.length * size * LEADING > end) {
      if (must) throw new Refusal("label-too-small", { width, height });
      return false;
    }
    for (const line of lines) {
      y += size * LEADING;
      marks.push({ kind: "text", x, y: y - size * 0.25, size, text: line });
    }
    return true;
  };
  const code = groupSerial(content.code);
  put(words[content.kind], em * 1.4, true);
  put(code, Math.max(em, Math.min(em * 2, room / emsOf(code))), true);
  put(`${words.packer} ${content.packer}`, em, true);
  put(`${words.packedOn} ${content.packedOn}`, em, true);
  put(`${words.mind} ${content.domain}`, em, true);
  if (content.sample) put(words.sample, em, true);
  // What the page says as well goes where there is room.
  const fitting = content.lots.findIndex((lot) => !put(lot, em, false));
  if (fitting > 0) put(words.more, em, false);
  put(words.scan, em, false);
  return { width, height, marks };
}
