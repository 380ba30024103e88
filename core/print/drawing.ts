/** Dark modules of a QR code, row by row, without its quiet zone. */
export type Matrix = readonly (readonly boolean[])[];

/** What a label is made of, black on white. Millimetres from the upper left corner; a text's `y` is its base line, its `size` the height of an em. */
export type Mark =
  | { readonly kind: "text"; readonly x: number; readonly y: number; readonly size: number; readonly text: string }
  | {
      readonly kind: "qr";
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly text: string;
      readonly matrix: Matrix;
    }
  /** `bits`: the 95 modules, 1 is a bar. */
  | {
      readonly kind: "ean";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly digits: string;
      readonly bits: string;
    }
  | { readonly kind: "line"; readonly x: number; readonly y: number; readonly width: number };
export type Drawing = { readonly width: number; readonly height: number; readonly marks: readonly Mark[] };

/** How wide a text is, in ems: the advances of Noto Sans SC, each group by nearly its widest. What fits here fits on paper. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const character of text) {
    if (/[\u2e80-\uffef×·…%@—&]/.test(character)) ems += 1;
    else if (/[MWmw]/.test(character)) ems += 0.94;
    else if (/[DGHNOQU]/.test(character)) ems += 0.76;
    else if (/[A-Z]/.test(character)) ems += 0.68;
    else if (/[ .,:;'!|il]/.test(character)) ems += 0.34;
    else if (/[0-9]/.test(character)) ems += 0.58;
    else ems += 0.61;
  }
  return ems;
}

/** Breaks a text into lines of at most `ems`: Chinese anywhere, other words only where one would not fit by itself. */
export function linesOf(text: string, ems: number): readonly string[] {
  const pieces = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/g) ?? [];
  const lines = [""];
  const add = (piece: string): void => {
    const last = lines.at(-1) ?? "";
    if (emsOf(last + piece) <= ems) lines[lines.length - 1] = last + piece;
    else if (emsOf(piece) <= ems) lines.push(piece.trimStart());
    else for (const character of piece) add1(character);
  };
  const add1 = (character: string): void => {
    const last = lines.at(-1) ?? "";
    if (emsOf(last + character) <= ems) lines[lines.length - 1] = last + character;
    else lines.push(character);
  };
  for (const piece of pieces) add(piece);
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}
