import type { StoryPlot } from "#core/evidence/story.ts";

type Point = readonly [x: number, y: number];
export type DrawnPlot = { readonly plot: StoryPlot; readonly points: readonly Point[]; readonly centre: Point };
export type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly plots: readonly DrawnPlot[];
  readonly apart: boolean;
  readonly scale: { readonly metres: number; readonly length: number };
};

const WIDTH = 360;
const HEIGHT = 214;
const MARGIN = 26;
/** A plot whose outline would be smaller than this cannot be read: then each is drawn by itself. */
const SMALLEST = 34;
const METRES_PER_DEGREE = 111_320;

/** Equirectangular at the plots' own latitude: at the size of a village the error is below a line's width. */
export function drawPlots(plots: readonly StoryPlot[]): Drawing | undefined {
  const latitude = mean(plots.flatMap(({ survey }) => survey.outline.map(([, lat]) => lat / 1e6)));
  const shrink = Math.cos((latitude * Math.PI) / 180);
  const inMetres = plots.map((plot) => ({
    plot,
    ring: plot.survey.outline.map(
      ([lon, lat]): Point => [(lon / 1e6) * shrink * METRES_PER_DEGREE, (-lat / 1e6) * METRES_PER_DEGREE],
    ),
  }));
  if (inMetres.length === 0) return undefined;
  const all = box(inMetres.flatMap(({ ring }) => ring));
  const boxes = inMetres.map(({ ring }) => box(ring));
  const largest = Math.max(...boxes.map(({ width, height }) => Math.max(width, height)));
  const together = fit(all, WIDTH, HEIGHT);
  const apart = plots.length > 1 && largest * together < SMALLEST;
  const cell = WIDTH / plots.length;
  const k = apart ? Math.min(...boxes.map((one) => fit(one, cell, HEIGHT))) : together;
  const drawn = inMetres.map(({ plot, ring }, at): DrawnPlot => {
    const around = apart ? (boxes[at] ?? all) : all;
    const [middleX, middleY] = apart ? [cell * (at + 0.5), HEIGHT / 2] : [WIDTH / 2, HEIGHT / 2];
    const points = ring.map(
      ([x, y]): Point => [
        round(middleX + (x - around.x - around.width / 2) * k),
        round(middleY + (y - around.y - around.height / 2) * k),
      ],
    );
    return { plot, points, centre: centroid(points) };
  });
  return { width: WIDTH, height: HEIGHT, plots: drawn, apart, scale: scaleBar(k) };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const round = (value: number): number => Math.round(value * 10) / 10;

function box(points: readonly Point[]): { x: number; y: number; width: number; height: number } {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

const fit = (around: { width: number; height: number }, width: number, height: number): number =>
  Math.min((width - 2 * MARGIN) / Math.max(1, around.width), (height - 2 * MARGIN) / Math.max(1, around.height));

function centroid(points: readonly Point[]): Point {
  return [round(mean(points.map(([x]) => x))), round(mean(points.map(([, y]) => y)))];
}

/** The longest of 1, 2, 5 × 10ⁿ metres that is at most 90 units. */
function scaleBar(k: number): Drawing["scale"] {
  const most = 90 / k;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * (most / power >= 5 ? 5 : most / power >= 2 ? 2 : 1);
  return { metres, length: round(metres * k) };
}
