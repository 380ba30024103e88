import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import type { Scope } from "../read/recalls.ts";
import { nameOf, useSession } from "../session.ts";

const words = dictionary(
  {
    title: "往后查：货去了哪里",
    rest: (grams: string) => `在这里 ${grams}`,
    many: (n: number) => `${n} 个批次，图上画不下，看上面的表。`,
  },
  {
    title: "Forward: where it went",
    rest: (grams) => `${grams} here`,
    many: (n) => `${n} batches are too many for a picture; see the table.`,
  },
);
const MOST = 24;
const [WIDE, HIGH, GAP_X, GAP_Y] = [200, 72, 76, 20];
const MOST_RIBBON = 44;

/** Batches in layers, each to the right of everything it came from, ribbons as wide as the mass that flowed. */
export function Picture({ scope }: { scope: Scope }) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSession();
  if (scope.batches.length > MOST) return <p class="note">{t.many(scope.batches.length)}</p>;
  const places = placesOf(scope);
  const columns = Math.max(...[...places.values()].map(([x]) => x)) + 1;
  const rows = Math.max(...[...places.values()].map(([, y]) => y)) + 1;
  const [width, height] = [columns * (WIDE + GAP_X) - GAP_X, rows * (HIGH + GAP_Y) - GAP_Y];
  const most = Math.max(1, ...scope.flows.map(({ grams }) => grams));
  const at = (batch: string): readonly [number, number] => {
    const [x, y] = places.get(batch) ?? [0, 0];
    return [x * (WIDE + GAP_X), y * (HIGH + GAP_Y)];
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide picture scrolls sideways and must take the keyboard
    <section class="flow-picture" tabIndex={0} aria-label={t.title}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t.title}>
        {scope.flows.map(({ from, to, grams }) => {
          const [[x0, y0], [x1, y1]] = [at(from), at(to)];
          const [a, b, mid] = [y0 + HIGH / 2, y1 + HIGH / 2, (x0 + WIDE + x1) / 2];
          return (
            <path
              key={`${from} ${to}`}
              class="ribbon"
              d={`M${x0 + WIDE} ${a}C${mid} ${a} ${mid} ${b} ${x1} ${b}`}
              stroke-width={Math.max(3, (MOST_RIBBON * grams) / most)}
            />
          );
        })}
        {scope.batches.map(({ batch, holder, grams }) => {
          const [x, y] = at(batch);
          return (
            <g key={batch}>
              <rect x={x + 1} y={y + 1} width={WIDE - 2} height={HIGH - 2} />
              <text x={x + 12} y={y + 22} class="name">
                {batch}
              </text>
              <text x={x + 12} y={y + 42}>
                {nameOf(actors, holder)[language]}
              </text>
              <text x={x + 12} y={y + 61}>
                {t.rest(kilograms(grams))}
              </text>
            </g>
          );
        })}
      </svg>
    </section>
  );
}

/** Column by the longest way from a root, row by order in the column. */
function placesOf({ batches, flows }: Scope): ReadonlyMap<string, readonly [number, number]> {
  const column = new Map(batches.map(({ batch }) => [batch, 0]));
  // Flows never go in circles, so as many rounds as there are batches settle every column.
  for (let round = 0; round < batches.length; round++)
    for (const { from, to } of flows) column.set(to, Math.max(column.get(to) ?? 0, (column.get(from) ?? 0) + 1));
  const taken = new Map<number, number>();
  return new Map(
    batches.map(({ batch }) => {
      const x = column.get(batch) ?? 0;
      const y = taken.get(x) ?? 0;
      taken.set(x, y + 1);
      return [batch, [x, y]] as const;
    }),
  );
}
