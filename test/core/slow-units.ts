type By = { readonly by: "packer" | "factory"; readonly unit: number };
type OfLabels = { readonly mint: 0 | 1; readonly positions: readonly number[] };
type OfBoxes = { readonly boxes: readonly number[] };
export type Deed =
  | (By & OfLabels & { readonly do: "pack" })
  | (By & OfLabels & { readonly do: "take-out" })
  | (By & OfBoxes & { readonly do: "load" })
  | (By & OfBoxes & { readonly do: "unload" })
  | (By & { readonly do: "empty" })
  | { readonly do: "void"; readonly mint: 0 | 1; readonly position: number };
type World = { readonly codes: readonly string[]; readonly size: number; readonly minters: readonly string[] };

/** The same rules over one flat list of "this stands in that", looked through from end to end each time. */
export function slowUnits({ codes, size, minters }: World) {
  let stands: (readonly [child: string, unit: number])[] = [];
  const first = new Map<number, { readonly by: string; readonly kind: "box" | "pallet" }>();
  const voided = new Set<string>();
  const inside = (unit: number) => stands.filter(([, parent]) => parent === unit).map(([child]) => child);
  const placed = (child: string) => stands.some(([one]) => one === child);
  const label = (mint: number, position: number) => `pack-${mint}/${position}`;
  const box = (unit: number) => `unit ${unit}`;

  function putIn(unit: number, by: string, kind: "box" | "pallet", children: readonly string[]): string {
    if (!first.has(unit)) first.set(unit, { by, kind });
    stands = [...stands, ...children.map((child) => [child, unit] as const)];
    return "";
  }
  function takeOut(unit: number, children: readonly string[] | undefined): string {
    const there = inside(unit);
    if (!first.has(unit)) return "unit-unknown";
    if (there.length === 0) return "unit-empty";
    if (children?.some((child) => !there.includes(child))) return "unit-child-absent";
    stands = stands.filter(
      ([child, parent]) => parent !== unit || (children !== undefined && !children.includes(child)),
    );
    return "";
  }

  function next(deed: Deed): string {
    if (deed.do === "void") {
      voided.add(label(deed.mint, deed.position));
      return "";
    }
    const { unit, by } = deed;
    const before = first.get(unit);
    if (before && before.by !== by) return "not-holder";
    if (deed.do === "empty") return takeOut(unit, undefined);
    if (deed.do === "take-out")
      return takeOut(
        unit,
        deed.positions.map((position) => label(deed.mint, position)),
      );
    if (deed.do === "unload") return takeOut(unit, deed.boxes.map(box));
    if (deed.do === "load") {
      if (before?.kind === "box") return "unit-kind";
      for (const one of deed.boxes) {
        const known = first.get(one);
        if (!known) return "unit-unknown";
        if (known.by !== by) return "not-holder";
        if (known.kind === "pallet") return "unit-too-deep";
        if (inside(one).length === 0) return "unit-empty";
        if (placed(box(one))) return "unit-child-packed";
      }
      return putIn(unit, by, "pallet", deed.boxes.map(box));
    }
    if (before?.kind === "pallet") return "unit-kind";
    const positions = deed.positions.toSorted((a, b) => a - b);
    if (positions.some((position) => position >= size)) return "unit-label-unknown";
    if (minters[deed.mint] !== by) return "not-holder";
    for (const position of positions) {
      if (voided.has(label(deed.mint, position))) return "unit-label-void";
      if (placed(label(deed.mint, position))) return "unit-child-packed";
    }
    return putIn(
      unit,
      by,
      "box",
      positions.map((position) => label(deed.mint, position)),
    );
  }

  const parentOf = (unit: number) => codes[stands.find(([child]) => child === box(unit))?.[1] ?? -1] ?? "";
  const seen = () =>
    codes.map((_, unit) => {
      const row = first.get(unit);
      if (!row) return [];
      const children = inside(unit);
      const boxes = children.filter((child) => child.startsWith("unit ")).map((child) => codes[Number(child.slice(5))]);
      return [row.kind, parentOf(unit), boxes.sort(), children.filter((child) => child.startsWith("pack-")).sort()];
    });
  return { next, seen };
}
