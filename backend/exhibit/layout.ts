import type { Block } from "#core/exhibit/block.ts";
import { brokenInto } from "./lines.ts";

export type Weight = "regular" | "bold";
export type Ink = "ink" | "quiet" | "tea" | "alarm" | "doubt";
/** Points from the left and from the upper edge of its line; `y` is the base line. */
export type Mark =
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly text: string;
      readonly weight: Weight;
      readonly ink: Ink;
    }
  | {
      readonly kind: "box";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly ink: Ink;
      readonly filled: boolean;
    }
  | { readonly kind: "rule"; readonly y: number; readonly ink: Ink };
/** What stays together on one page; `with` the next one too. */
export type Strip = { readonly height: number; readonly marks: readonly Mark[]; readonly keep: boolean };
export type MeasureIn = (text: string, size: number, weight: Weight) => number;

const NAME_WIDTH = 112;
const LEADING = 1.55;

/** Blocks as strips of a column `width` points wide; a strip is one line, or what must not be torn apart. */
export const layOut = (blocks: readonly Block[], width: number, measure: MeasureIn): readonly Strip[] =>
  blocks.flatMap((block) => stripsOf(block, width, measure));

function stripsOf(block: Block, width: number, measure: MeasureIn): readonly Strip[] {
  switch (block.kind) {
    case "title":
      return [...lines(block.text, { size: 22, weight: "bold" }, width, measure), space(2)];
    case "heading":
      return [
        { height: 16, marks: [{ kind: "rule", y: 10, ink: "tea" }], keep: true },
        ...lines(block.text, { size: 12.5, weight: "bold", ink: "tea", keep: true }, width, measure),
        { ...space(2), keep: true },
      ];
    case "text":
      return [...lines(block.text, {}, width, measure), space(3)];
    case "note":
      return [...lines(block.text, { size: 9, ink: "quiet" }, width, measure), space(2)];
    case "alarm":
      return [...lines(block.text, { weight: "bold", ink: "alarm" }, width, measure), space(3)];
    case "code":
      return [...lines(block.text, { size: 8.5, ink: "ink", indent: 10 }, width - 10, measure), space(4)];
    case "row":
      return row(block.name, block.text, width, measure);
    case "headline":
      return [headline(block, width, measure), space(6)];
    case "verdict":
      return [verdict(block, width, measure), space(5)];
  }
}

type Style = {
  readonly size?: number;
  readonly weight?: Weight;
  readonly ink?: Ink;
  readonly indent?: number;
  readonly keep?: boolean;
};
const space = (height: number): Strip => ({ height, marks: [], keep: false });

function lines(text: string, style: Style, width: number, measure: MeasureIn): readonly Strip[] {
  const { size = 10, weight = "regular", ink = "ink", indent = 0, keep = false } = style;
  return brokenInto(text, width, (piece) => measure(piece, size, weight)).map((line) => ({
    height: size * LEADING,
    marks: [{ kind: "text", x: indent, y: size * 1.15, size, text: line, weight, ink }],
    keep,
  }));
}

/** Strips on top of each other as the marks of one, beginning at `y`. */
function stacked(
  strips: readonly Strip[],
  x: number,
  y: number,
): { readonly marks: readonly Mark[]; readonly end: number } {
  let at = y;
  const marks: Mark[] = [];
  for (const strip of strips) {
    for (const mark of strip.marks)
      marks.push(mark.kind === "rule" ? { ...mark, y: mark.y + at } : { ...mark, x: mark.x + x, y: mark.y + at });
    at += strip.height;
  }
  return { marks, end: at };
}

function row(name: string, text: string, width: number, measure: MeasureIn): readonly Strip[] {
  const named = lines(name, { size: 10, ink: "quiet" }, NAME_WIDTH - 8, measure);
  const told = lines(text, {}, width - NAME_WIDTH, measure);
  return Array.from({ length: Math.max(named.length, told.length) }, (_, n) => {
    const { marks, end } = stacked(told.slice(n, n + 1), NAME_WIDTH, 0);
    return {
      height: Math.max(end, 10 * LEADING),
      marks: [...stacked(named.slice(n, n + 1), 0, 0).marks, ...marks],
      keep: n + 1 < named.length,
    };
  });
}

function headline(
  { tone, text, note }: Extract<Block, { kind: "headline" }>,
  width: number,
  measure: MeasureIn,
): Strip {
  const ink = tone === "calm" ? "tea" : tone;
  const inner = [
    ...lines(text, { size: 16, weight: "bold", ink }, width - 28, measure),
    space(2),
    ...lines(note, { size: 9.5 }, width - 28, measure),
  ];
  const { marks, end } = stacked(inner, 14, 10);
  const height = end + 8;
  return {
    height: height + 4,
    marks: [{ kind: "box", x: 0, y: 2, width, height, ink, filled: false }, ...marks],
    keep: false,
  };
}

const INKS = { passed: "tea", failed: "alarm", unknown: "doubt", skipped: "quiet" } as const;

/** A seal with name and state, and beside it what was found and what that cannot tell. */
function verdict(one: Extract<Block, { kind: "verdict" }>, width: number, measure: MeasureIn): Strip {
  const ink = INKS[one.status];
  const left = 74;
  const told = [
    ...lines(one.text, {}, width - left, measure),
    ...lines(one.limit, { size: 9, ink: "quiet" }, width - left, measure),
  ];
  const { marks, end } = stacked(told, left, 2);
  const centred = (text: string, size: number, y: number, of: Ink): Mark => ({
    ...{ kind: "text", x: (60 - measure(text, size, "bold")) / 2, y, size, text, weight: "bold", ink: of },
  });
  return {
    height: Math.max(end, 46),
    marks: [
      { kind: "box", x: 0, y: 2, width: 60, height: 40, ink, filled: false },
      centred(one.name, 12, 18, "ink"),
      centred(one.state, 10.5, 34, ink),
      ...marks,
    ],
    keep: false,
  };
}
