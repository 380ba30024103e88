import { number } from "../format.ts";
import type { FactsWords } from "../words/facts-zh.ts";
import type { Drawing } from "./project.ts";

/** Plots only, numbered, with scale and north: no county outline, no tiles, no contour that nobody surveyed. */
export function PlotMap({ drawing, names, facts }: { drawing: Drawing; names: readonly string[]; facts: FactsWords }) {
  const { width, height, plots, scale } = drawing;
  const [left, base] = [16, height - 14];
  return (
    <svg
      class="map"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={facts.origin.map(names.join(facts.origin.north === "N" ? ", " : "、"))}
    >
      {plots.map(({ plot, points }) => (
        <polygon key={plot.number} points={points.map((point) => point.join(",")).join(" ")} />
      ))}
      {plots.map(({ plot, centre: [x, y] }) => (
        <g key={plot.number} class="number">
          <circle cx={x} cy={y} r={13} />
          <text x={x} y={y}>
            {facts.origin.number(plot.number)}
          </text>
        </g>
      ))}
      <path class="scale" d={`M${left} ${base - 5}v5h${scale.length}v-5`} />
      <text class="label" x={left + scale.length + 6} y={base + 1}>
        {scale.metres >= 1000 ? `${number(scale.metres / 1000)} km` : `${number(scale.metres)} m`}
      </text>
      <path class="north" d={`M${width - 24} 12l7 20-7-5-7 5z`} />
      <text class="label centred" x={width - 24} y={36}>
        {facts.origin.north}
      </text>
    </svg>
  );
}
