/** Paper that labels are printed on. All lengths are millimetres; `left`, `top` are where the first label begins, `pitch` from one to the next. */
export type PaperFormat = {
  readonly name: { readonly zh: string; readonly en: string };
  readonly page: { readonly width: number; readonly height: number };
  readonly label: { readonly width: number; readonly height: number };
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  readonly pitch: { readonly x: number; readonly y: number };
};

const A4 = { width: 210, height: 297 };
const sheet = (
  zh: string,
  en: string,
  label: PaperFormat["label"],
  at: Pick<PaperFormat, "columns" | "rows" | "left" | "top" | "pitch">,
): PaperFormat => ({ name: { zh, en }, page: A4, label, ...at });
const roll = (width: number, height: number): PaperFormat => ({
  name: { zh: `卷筒 ${width} × ${height} mm`, en: `Roll ${width} × ${height} mm` },
  page: { width, height },
  label: { width, height },
  ...{ columns: 1, rows: 1, left: 0, top: 0, pitch: { x: width, y: height } },
});

/** The die-cut sheets are those sold as L7160 and L7163; the first is cut by hand or by a print shop. */
export const paperFormats = {
  "a4-50x30": sheet(
    "A4，4 × 9，50 × 30 mm，裁开",
    "A4, 4 × 9, 50 × 30 mm, to cut",
    { width: 50, height: 30 },
    {
      ...{ columns: 4, rows: 9, left: 5, top: 13.5, pitch: { x: 50, y: 30 } },
    },
  ),
  "a4-l7160": sheet(
    "A4 不干胶，3 × 7，63.5 × 38.1 mm（L7160）",
    "A4 sheet L7160, 3 × 7, 63.5 × 38.1 mm",
    { width: 63.5, height: 38.1 },
    {
      ...{ columns: 3, rows: 7, left: 7.25, top: 15.15, pitch: { x: 66.04, y: 38.1 } },
    },
  ),
  "a4-l7163": sheet(
    "A4 不干胶，2 × 7，99.1 × 38.1 mm（L7163）",
    "A4 sheet L7163, 2 × 7, 99.1 × 38.1 mm",
    { width: 99.1, height: 38.1 },
    {
      ...{ columns: 2, rows: 7, left: 4.65, top: 15.15, pitch: { x: 101.6, y: 38.1 } },
    },
  ),
  "roll-50x30": roll(50, 30),
  "roll-60x40": roll(60, 40),
  "roll-40x60": roll(40, 60),
} as const satisfies Readonly<Record<string, PaperFormat>>;
export type FormatName = keyof typeof paperFormats;
export const perPage = ({ columns, rows }: PaperFormat): number => columns * rows;

/** Where label `n` of a page stands, from the page's upper left corner. */
export const placeOf = ({ columns, left, top, pitch }: PaperFormat, n: number): { x: number; y: number } => ({
  x: left + (n % columns) * pitch.x,
  y: top + Math.floor(n / columns) * pitch.y,
});

/** Paper for boxes and pallets. */
export const unitFormats = {
  "roll-100x100": roll(100, 100),
  "roll-60x40": paperFormats["roll-60x40"],
  "a4-l7163": paperFormats["a4-l7163"],
} as const satisfies Readonly<Record<string, PaperFormat>>;
export type UnitFormatName = keyof typeof unitFormats;
