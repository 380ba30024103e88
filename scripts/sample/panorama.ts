import type { Raster } from "./png.ts";

const WIDTH = 2048;
const HEIGHT = 1024;
const palette = [
  0xa9c7d3, 0xb8d1d8, 0xc8dbdb, 0xd8e3db, 0xe6e8da, 0xf1ebd8, 0xa3bcb4, 0x7fa394, 0x5b8a74, 0x3f7259, 0x2f5f48,
  0x3f6a4c, 0x274d3a, 0x6b5a43, 0x1c3a2c, 0x14291f,
] as const;
const SKY = 6;
const [FAR, MIDDLE, NEAR] = [6, 7, 8] as const;
const [LEAF, LEAF_SHADE, LEAF_LIGHT, LEAF_DARK, EARTH, TRUNK, FROND] = [9, 10, 11, 12, 13, 14, 15] as const;

const [EYE_METRES, ROW_METRES, PATH_METRES] = [1.6, 1.5, 0.45] as const;
/** From here on rows are finer than a pixel. */
const [SHADES_METRES, ROWS_METRES] = [9, 26] as const;

/** Elevation of three ridges by azimuth, radians; whole frequencies close the circle. */
const ridges = [
  (a: number) => 0.15 + 0.05 * Math.sin(2 * a + 0.6) + 0.035 * Math.sin(5 * a + 2.1) + 0.012 * Math.sin(11 * a),
  (a: number) => 0.085 + 0.035 * Math.sin(3 * a + 4.2) + 0.02 * Math.sin(7 * a + 1.3),
  (a: number) => 0.03 + 0.02 * Math.sin(2 * a + 3.3) + 0.008 * Math.sin(9 * a + 0.4),
] as const;

/** Azimuth, distance and height in metres. */
const palms: readonly (readonly [number, number, number])[] = [
  [0.55, 14, 8],
  [0.78, 18, 7],
  [3.4, 22, 9],
  [4.9, 16, 7.5],
];

/** 示例: a tea garden that nobody has seen, all around, equirectangular; the same pixels every time. North is in the middle. */
export function drawPanorama(): Raster {
  const pixels = new Uint8Array(WIDTH * HEIGHT);
  for (let x = 0; x < WIDTH; x++) {
    const azimuth = ((x + 0.5) / WIDTH) * 2 * Math.PI - Math.PI;
    const heights = ridges.map((ridge) => ridge(azimuth));
    for (let y = 0; y < HEIGHT; y++) {
      const elevation = (0.5 - (y + 0.5) / HEIGHT) * Math.PI;
      pixels[y * WIDTH + x] = elevation < 0 ? ground(azimuth, elevation) : above(heights, elevation);
    }
  }
  for (const palm of palms) drawPalm(pixels, ...palm);
  return { width: WIDTH, height: HEIGHT, palette, pixels };
}

function above(heights: readonly number[], elevation: number): number {
  const [far = 0, middle = 0, near = 0] = heights;
  if (elevation < near) return NEAR;
  if (elevation < middle) return MIDDLE;
  if (elevation < far) return FAR;
  return Math.min(SKY - 1, Math.floor(SKY * (1 - elevation / (Math.PI / 2)) ** 2));
}

/** Rows of tea run from north-west to south-east over level ground. */
function ground(azimuth: number, elevation: number): number {
  const distance = EYE_METRES / Math.tan(-elevation);
  if (distance > ROWS_METRES) return LEAF;
  const across = distance * Math.cos(azimuth + Math.PI / 4) + PATH_METRES / 2;
  const along = distance * Math.sin(azimuth + Math.PI / 4);
  const within = ((across % ROW_METRES) + ROW_METRES) % ROW_METRES;
  if (within < PATH_METRES) return EARTH;
  if (within < PATH_METRES + 0.15) return LEAF_DARK;
  if (distance > SHADES_METRES) return within < 1 ? LEAF_SHADE : LEAF;
  const tuft = Math.sin(along * 9 + Math.floor(across / ROW_METRES) * 2) + Math.sin(within * 14 + along * 4);
  return tuft > 0.9 ? LEAF_LIGHT : tuft < -0.9 ? LEAF_DARK : within < 1 ? LEAF_SHADE : LEAF;
}

function drawPalm(pixels: Uint8Array, azimuth: number, distance: number, metres: number): void {
  const foot = -Math.atan(EYE_METRES / distance);
  const crown = Math.atan((metres - EYE_METRES) / distance);
  const size = (metres * 0.45) / distance;
  for (let y = rowOf(crown + size); y <= rowOf(foot); y++)
    for (let x = columnOf(azimuth - size); x <= columnOf(azimuth + size); x++) {
      const elevation = (0.5 - (y + 0.5) / HEIGHT) * Math.PI;
      const [dx, dy] = [((x + 0.5) / WIDTH) * 2 * Math.PI - Math.PI - azimuth, elevation - crown];
      const lean = 0.04 * size * Math.sin((elevation - foot) * 6);
      const place = y * WIDTH + (((x % WIDTH) + WIDTH) % WIDTH);
      if (isFrond(dx / size, dy / size)) pixels[place] = FROND;
      else if (dy < 0 && Math.abs(dx - lean) < size * 0.045) pixels[place] = TRUNK;
    }
}

/** How far each pair of leaves reaches, how steeply it rises and how much it bends down, in units of the longest. */
const fronds = [
  [1, 0.4, 0.85],
  [0.85, 0.75, 0.75],
  [0.6, 0.95, 0.55],
  [0.3, 0.9, 0.2],
] as const;
const isFrond = (x: number, y: number): boolean =>
  fronds.some(([reach, rise, bend]) => {
    const t = Math.abs(x) / reach;
    return t <= 1 && Math.abs(y - (rise * t - bend * t * t)) < 0.015 + 0.075 * Math.sin(Math.PI * (0.15 + 0.8 * t));
  });

const rowOf = (elevation: number): number => Math.max(0, Math.round((0.5 - elevation / Math.PI) * HEIGHT));
const columnOf = (azimuth: number): number => Math.round(((azimuth + Math.PI) / (2 * Math.PI)) * WIDTH);
