import { decodeQR } from "qr/decode.js";
import type { Quad } from "./pose.ts";

/** A code in a picture: what it says, and its corners from its own top left one clockwise, in the picture's pixels. */
export type Seen = { readonly text: string; readonly corners: Quad };

/** Undefined where the picture has no code that can be read. */
export function readCode({ width, height, data }: ImageData): Seen | undefined {
  let corners: Quad | undefined;
  try {
    const text = decodeQR(
      { width, height, data },
      {
        pointsOnDetect: ({ bounds }) => {
          corners = bounds;
        },
      },
    );
    return corners && { text, corners };
  } catch {
    return undefined;
  }
}
