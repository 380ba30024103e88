import { groupSerial } from "../label/grouped.ts";
import { Refusal } from "../refusal.ts";
import { type Drawing, emsOf, linesOf, type Mark, type Matrix } from "./drawing.ts";

/**
 * Everything that stands on one label. 农产品质量安全法 §38 wants on a pack: 品名, 产地, 生产者, 生产日期, 保质期, 质量等级. Days are spelled as printed;
 * `gtin13` only where there is one; `hidden` is the code under the scratch layer.
 */
export type LabelContent = {
  readonly name: string;
  readonly net: string;
  readonly origin: string;
  readonly producer: string;
  readonly madeOn: string;
  readonly bestBefore: string;
  readonly grade: string;
  readonly batch: string;
  readonly serial: string;
  readonly url: string;
  readonly domain: string;
  readonly sample: boolean;
  readonly gtin13?: string;
  readonly hidden?: string;
};
/** The codes as modules, by whatever library encodes them. */
export type LabelCodes = { readonly qr: Matrix; readonly ean?: string };
export type LabelWords = Readonly<
  Record<
    "origin" | "producer" | "madeOn" | "bestBefore" | "grade" | "batch" | "net" | "mind" | "copy" | "sample" | "hidden",
    string
  >
>;

export const labelWords: Readonly<Record<"zh" | "en", LabelWords>> = {
  zh: {
    ...{ origin: "产地", producer: "生产者", madeOn: "生产日期", bestBefore: "保质期至", grade: "质量等级" },
    ...{
      batch: "批号",
      net: "净含量",
      mind: "认准",
      copy: "码可复印，请看封口",
      sample: "示例数据",
      hidden: "刮开核对",
    },
  },
  en: {
    ...{ origin: "Origin", producer: "Producer", madeOn: "Made", bestBefore: "Best before", grade: "Grade" },
    ...{ batch: "Batch", net: "Net", mind: "Look for", copy: "Copies exist: see seal" },
    ...{ sample: "Sample data", hidden: "Scratch" },
  },
};

/** What the law wants and is not there. */
export const missingOn = (content: LabelContent): readonly (keyof LabelContent)[] =>
  (["name", "origin", "producer", "madeOn", "bestBefore", "grade"] as const).filter(
    (one) => content[one].trim() === "",
  );

/** Smallest text, em; module of a QR code and its quiet zone in modules (ISO/IEC 18004); EAN-13 at 80 % (GS1 General Specifications §5.12). */
const SMALLEST = 2.05;
const LEADING = 1.1;
/** Of the smallest letters, below their base line. */
const DESCENT = 0.5;
const SMALLEST_MODULE = 0.4;
const QUIET = 4;
const EAN = { width: 0.264 * 113, quiet: 0.264 * 11, module: 0.264, height: 9 };
const EDGE = 1;
const SERIAL = 2.2;
/** Room for the letters of a code, in four groups. */
const LETTERS = 22.5;
/** One code in a million is so wide that its letters get smaller than others. */
const WIDEST = 1.7;

/**
 * Lays one label out: code on the left with its letters under it, words on the right; on upright paper one above the other.
 *
 * @throws Refusal `label-too-small` when something would become smaller than phones and people read
 */
export function drawLabel(
  content: LabelContent,
  codes: LabelCodes,
  { width, height }: { readonly width: number; readonly height: number },
  words: LabelWords,
): Drawing {
  const upright = height > width;
  const lines = content.hidden ? [SERIAL, SMALLEST, SMALLEST, SERIAL] : [SERIAL, SMALLEST];
  const under = lines.reduce((sum, em) => sum + em * LEADING, 0) + DESCENT;
  const modules = codes.qr.length + 2 * QUIET;
  const room = upright ? Math.min(width - 2 * EDGE, height * 0.45) : Math.min(height - 2 * EDGE - under, width * 0.46);
  // Beside words the code also gives the letters under it their width.
  const size = Math.min(room, upright ? modules * 0.44 : Math.max(modules * 0.5, LETTERS));
  const module = size / modules;
  if (module < SMALLEST_MODULE) throw new Refusal("label-too-small", { width, height });
  const column = upright ? { x: EDGE, width: width - 2 * EDGE } : { x: EDGE, width: size };
  const marks: Mark[] = [
    {
      ...{ kind: "qr", x: column.x + (column.width - size) / 2 + QUIET * module, y: EDGE + QUIET * module },
      ...{ size: codes.qr.length * module, text: content.url, matrix: codes.qr },
    },
  ];
  let y = EDGE + size;
  const centred = (text: string, wanted: number, least = SMALLEST): void => {
    const em = Math.min(wanted, column.width / emsOf(text));
    if (em < least - 0.001) throw new Refusal("label-too-small", { width, height });
    y += em * LEADING;
    marks.push({ kind: "text", x: column.x + (column.width - emsOf(text) * em) / 2, y, size: em, text });
  };
  centred(groupSerial(content.serial), SERIAL, WIDEST);
  centred(words.copy, SMALLEST);
  if (content.hidden) {
    centred(words.hidden, SMALLEST);
    centred(groupSerial(content.hidden), SERIAL, WIDEST);
  }
  // What the law does not ask for goes where there is room.
  const beside: string[] = [];
  for (const text of [...(content.sample ? [words.sample] : []), `${words.mind} ${content.domain}`]) {
    const broken = linesOf(text, column.width / SMALLEST);
    if (!upright && y + broken.length * SMALLEST * LEADING + DESCENT <= height - EDGE)
      for (const line of broken) centred(line, SMALLEST);
    else beside.push(text);
  }
  const box = upright
    ? { x: EDGE, y: y + 1, width: width - 2 * EDGE, height: height - y - 1 - EDGE }
    : { x: EDGE + size + 1, y: EDGE, width: width - size - 2 * EDGE - 1, height: height - 2 * EDGE };
  marks.push(...wordsIn(content, codes, box, words, beside, { width, height }));
  return { width, height, marks };
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

function wordsIn(
  content: LabelContent,
  codes: LabelCodes,
  box: Box,
  words: LabelWords,
  beside: readonly string[],
  paper: { width: number; height: number },
): readonly Mark[] {
  const marks: Mark[] = [];
  const ean = content.gtin13 && codes.ean ? EAN.height + SMALLEST * 1.2 : 0;
  if (ean > 0 && box.width < EAN.width) throw new Refusal("label-too-small", paper);
  let y = box.y;
  const put = (text: string, em: number): void => {
    for (const line of linesOf(text, box.width / em)) {
      y += em * LEADING;
      marks.push({ kind: "text", x: box.x, y, size: em, text: line });
    }
  };
  put(content.name, Math.max(SMALLEST, Math.min(3.6, (box.width * 1.9) / emsOf(content.name))));
  put(`${words.net} ${content.net}`, 2.7);
  for (const one of ["origin", "producer", "madeOn", "bestBefore", "grade", "batch"] as const)
    if (content[one] !== "") put(`${words[one]} ${content[one]}`, SMALLEST);
  for (const text of beside) put(text, SMALLEST);
  const end = box.y + box.height - ean;
  if (y + DESCENT > end) throw new Refusal("label-too-small", paper);
  if (content.gtin13 && codes.ean) {
    const x = box.x + EAN.quiet;
    const [width, height] = [95 * EAN.module, EAN.height];
    marks.push({ kind: "ean", x, y: end, width, height, digits: content.gtin13, bits: codes.ean });
    const digits = `${content.gtin13[0]} ${content.gtin13.slice(1, 7)} ${content.gtin13.slice(7)}`;
    marks.push({ kind: "text", x, y: end + height + SMALLEST, size: SMALLEST, text: digits });
  }
  return marks;
}

/** GTIN-13 of a GTIN-14 that is one with a zero in front; others have no EAN-13. */
export const gtin13Of = (gtin14: string | undefined): string | undefined =>
  gtin14?.startsWith("0") ? gtin14.slice(1) : undefined;
