export type Point = { readonly x: number; readonly y: number };
/** Corners of a code from its own top left one clockwise. */
export type Quad = readonly [Point, Point, Point, Point];
export type Size = { readonly width: number; readonly height: number };
/** Where the middle of a card belongs, and how it hangs. Pixels, degrees clockwise. */
export type Pose = { readonly x: number; readonly y: number; readonly tilt: number };

const GAP = 10;
/** A card that hangs more askew is hard to read: then it stands upright. */
const MOST_TILT = 25;

/** The part of a picture that is seen when it covers a frame (CSS object-fit: cover), in the picture's pixels. */
export function seenOf(picture: Size, frame: Size): { x: number; y: number; width: number; height: number } {
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height);
  const [width, height] = [frame.width / scale, frame.height / scale];
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
}

/** A card beside a code: on the side that has more room, inside the frame where it fits, tilted as the code is. */
export function poseOf(corners: Quad, card: Size, frame: Size): Pose {
  const [first, second] = corners;
  const angle = (Math.atan2(second.y - first.y, second.x - first.x) * 180) / Math.PI;
  const tilt = Math.abs(angle) <= MOST_TILT ? Math.round(angle * 10) / 10 : 0;
  const { width, height } = boxOf(card, tilt);
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const y = top > frame.height - bottom ? top - GAP - height / 2 : bottom + GAP + height / 2;
  return {
    x: within((Math.min(...xs) + Math.max(...xs)) / 2, width / 2, frame.width - width / 2),
    y: within(y, height / 2, frame.height - height / 2),
    tilt,
  };
}

/** The upright box around a tilted card. */
export function boxOf({ width, height }: Size, tilt: number): Size {
  const [s, c] = [Math.abs(Math.sin((tilt * Math.PI) / 180)), Math.cos((tilt * Math.PI) / 180)];
  return { width: width * c + height * s, height: height * c + width * s };
}

/** Between both; where they leave nothing between them, the middle. */
const within = (value: number, least: number, most: number): number =>
  least > most ? (least + most) / 2 : Math.max(least, Math.min(most, value));
