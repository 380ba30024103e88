/** How wide a text is, in points. */
export type Measure = (text: string) => number;

const PIECES = /[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/gu;
/** What may not begin a line, and what may not end one (JIS X 4051, GB/T 15834). */
const NOT_FIRST = /^[，。、；：？！）」』》〉】”’％…·,.;:!?)\]%]/u;
const NOT_LAST = /[（「『《〈【“‘([]$/u;

/** Breaks a text into lines of at most `width`: Chinese between letters, other words only where one would not fit by itself. */
export function brokenInto(text: string, width: number, measure: Measure): readonly string[] {
  const lines: string[][] = [[]];
  const last = () => lines.at(-1) as string[];
  const fits = (piece: string) => measure(last().join("") + piece) <= width;
  const next = (piece: string): void => {
    const line = last();
    const moved: string[] = [];
    // A mark that may not begin a line takes the letter before it along; one that may not end a line goes with it.
    if (NOT_FIRST.test(piece) && line.length > 1) moved.unshift(line.pop() as string);
    while (line.length > 1 && NOT_LAST.test(line.at(-1) as string)) moved.unshift(line.pop() as string);
    lines.push(moved);
    if (piece.trim() !== "" || moved.length > 0) last().push(piece);
  };
  for (const piece of text.match(PIECES) ?? []) {
    if (fits(piece)) last().push(piece);
    else if (measure(piece) <= width) next(piece);
    else for (const letter of piece) fits(letter) ? last().push(letter) : next(letter);
  }
  return lines.map((line) => line.join("").trim()).filter((line) => line !== "");
}
