/** A box holds labels, a pallet holds boxes: item → box → pallet, and nothing else. */
export type UnitKind = "box" | "pallet";
/** Labels of one mint, by their ascending positions under its root. */
export type PackedLabels = { readonly product: string; readonly batch: string; readonly positions: readonly number[] };

/** What the log says stands in a logistic unit, and on what it stands itself. */
export type LogisticUnit = {
  readonly code: string;
  readonly kind: UnitKind;
  /** Who packed it first; nobody else may pack or unpack it. */
  readonly packer: string;
  /** The pallet that it stands on; "" for none. */
  readonly parent: string;
  /** Line of the entry that put it there. */
  readonly parentIndex: number;
  /** By label root. */
  readonly labels: Readonly<Record<string, PackedLabels>>;
  /** Codes of boxes. */
  readonly boxes: readonly string[];
  /** When it was packed or unpacked last, as its packer says, and the line. */
  readonly changedAt: string;
  readonly index: number;
};

export const emptyUnit = (code: string, kind: UnitKind, packer: string): LogisticUnit => ({
  code,
  kind,
  packer,
  parent: "",
  parentIndex: -1,
  labels: {},
  boxes: [],
  changedAt: "",
  index: -1,
});

export const labelCount = ({ labels }: Pick<LogisticUnit, "labels">): number =>
  Object.values(labels).reduce((sum, { positions }) => sum + positions.length, 0);
export const childCount = (unit: Pick<LogisticUnit, "labels" | "boxes">): number =>
  unit.boxes.length + labelCount(unit);

/** Positions packed of one mint, in groups of 256, so that no row grows with the mint. */
const GROUP = 256;
export const packedKey = (labelRoot: string, position: number): string =>
  `${labelRoot}/${Math.floor(position / GROUP)}`;
/** Position → code of the box that it is in. */
export type Packed = Readonly<Record<string, string>>;
