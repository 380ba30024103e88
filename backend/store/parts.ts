/** Where rows are kept: entries and tree nodes in `tree`, everything by which they are found, and the head, in `rows`. */
export const parts = ["rows", "tree"] as const;
export type Part = (typeof parts)[number];
/** As `abstract-level` has them. */
export type Bounds = {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
};

/** All keys, in order: each piece begins where the one before it ends. "0" is the character after "/". */
const pieces: readonly (readonly [part: Part, from: string, to: string])[] = [
  ["rows", "", "e/"],
  ["tree", "e/", "e0"],
  ["rows", "e0", "n/"],
  ["tree", "n/", "n0"],
  ["rows", "n0", "\u{10ffff}"],
];

export const partOf = (key: string): Part => (key.startsWith("e/") || key.startsWith("n/") ? "tree" : "rows");

/** What lies in which part of a range of keys, in their order. */
export const piecesOf = ({ gt, gte, lt, lte, reverse = false }: Bounds): [Part, Bounds][] => {
  const [least, most] = [gt ?? gte ?? "", lt ?? lte ?? "\u{10ffff}"];
  return pieces
    .filter(([, from, to]) => least < to && (most > from || (most === from && lt === undefined)))
    .map(([part, from, to]) => {
      const begin = least < from ? { gte: from } : gt === undefined ? { gte: least } : { gt };
      const end = most < to ? (lt === undefined ? { lte: most } : { lt }) : { lt: to };
      return [part, { ...begin, ...end, reverse }];
    });
};
