import { useLanguage } from "../language.ts";
import type { Plot } from "../read/views.ts";

const METRES_PER_DEGREE = 111_320;
type Point = readonly [number, number];

/** Surveyed outlines side by side, north up, each with its number; the list beside it says which number is which. */
export function PlotsMap({ plots, label }: { plots: readonly Plot[]; label: string }) {
  const language = useLanguage();
  const [first] = plots;
  if (!first) return null;
  const [x0, y0] = first.survey.outline[0] ?? [0, 0];
  const east = METRES_PER_DEGREE * Math.cos((y0 / 1e6) * (Math.PI / 180));
  const flat = plots.map(({ survey }) =>
    survey.outline.map(([x, y]): Point => [((x - x0) / 1e6) * east, ((y0 - y) / 1e6) * METRES_PER_DEGREE]),
  );
  const [xs, ys] = [flat.flat().map(([x]) => x), flat.flat().map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const size = Math.max(width, height, 1);
  const margin = size / 10;
  return (
    <figure class="plots-map">
      <svg
        class="shape"
        viewBox={`${left - margin} ${top - margin} ${width + 2 * margin} ${height + 2 * margin}`}
        role="img"
        aria-label={label}
      >
        {flat.map((outline, at) => {
          const middle = (axis: 0 | 1) => outline.reduce((sum, point) => sum + point[axis], 0) / outline.length;
          return (
            <g key={plots[at]?.plot}>
              <polygon points={outline.map((point) => point.join(",")).join(" ")} />
              <text x={middle(0)} y={middle(1)} font-size={size / 18} text-anchor="middle" dominant-baseline="central">
                {at + 1}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption class="note">
        {plots.map(({ survey }, at) => `${at + 1} ${survey.name[language]}`).join(language === "zh" ? "、" : ", ")}
      </figcaption>
    </figure>
  );
}
