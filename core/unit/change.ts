import type { Children } from "./children.ts";
import type { LogisticUnit, PackedLabels } from "./unit.ts";

const ascending = (a: number, b: number): number => a - b;

/** A unit with these in it as well. They are known not to be in it. */
export const withChildren = (unit: LogisticUnit, { labels, boxes }: Children): LogisticUnit => ({
  ...unit,
  boxes: [...unit.boxes, ...boxes],
  labels: {
    ...unit.labels,
    ...Object.fromEntries(
      Object.entries(labels).map(([root, of]) => [
        root,
        { ...of, positions: [...(unit.labels[root]?.positions ?? []), ...of.positions].sort(ascending) },
      ]),
    ),
  },
});

/** A unit without these. They are known to be in it. */
export function withoutChildren(unit: LogisticUnit, { labels, boxes }: Children): LogisticUnit {
  const out = new Set(boxes);
  const left = Object.entries(unit.labels).map(([root, of]): [string, PackedLabels] => {
    const gone = new Set(labels[root]?.positions);
    return [root, { ...of, positions: of.positions.filter((position) => !gone.has(position)) }];
  });
  return {
    ...unit,
    boxes: unit.boxes.filter((code) => !out.has(code)),
    labels: Object.fromEntries(left.filter(([, { positions }]) => positions.length > 0)),
  };
}
