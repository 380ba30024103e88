import type { Children } from "./children.ts";
import type { LogisticUnit, PackedLabels } from "./unit.ts";

const ascending = (a: number, b: number): number => a - b;

/** A unit with these in it as well. What is in it already stays in it once: at a start the newest entries are applied once more. */
export const withChildren = (unit: LogisticUnit, { labels, boxes }: Children): LogisticUnit => ({
  ...unit,
  boxes: [...new Set([...unit.boxes, ...boxes])].sort(),
  labels: {
    ...unit.labels,
    ...Object.fromEntries(
      Object.entries(labels).map(([root, of]) => [
        root,
        {
          ...of,
          positions: [...new Set([...(unit.labels[root]?.positions ?? []), ...of.positions])].sort(ascending),
        },
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
