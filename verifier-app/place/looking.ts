import { facingOf, wrap } from "#core/place/facing.ts";
import { orientationAllowed } from "./orientation.ts";
import { type Panorama, turnOf } from "./panorama.ts";

/** Degrees; yaw to the right of the picture's middle, pitch up, `field` the angle of view upwards. */
export type Look = { readonly yaw: number; readonly pitch: number; readonly field: number };

export const START: Look = { yaw: 0, pitch: 0, field: 65 };
const [MOST_PITCH, LEAST_FIELD, MOST_FIELD] = [80, 30, 90] as const;
const RADIANS = Math.PI / 180;
const STEP = 10;

export const bounded = ({ yaw, pitch, field }: Look): Look => ({
  yaw: wrap(yaw),
  pitch: Math.max(-MOST_PITCH, Math.min(MOST_PITCH, pitch)),
  field: Math.max(LEAST_FIELD, Math.min(MOST_FIELD, field)),
});

/** What a key does; undefined when it is not one of ours. */
export function keyed({ yaw, pitch, field }: Look, key: string): Look | undefined {
  switch (key) {
    case "ArrowLeft":
      return bounded({ yaw: yaw - STEP, pitch, field });
    case "ArrowRight":
      return bounded({ yaw: yaw + STEP, pitch, field });
    case "ArrowUp":
      return bounded({ yaw, pitch: pitch + STEP, field });
    case "ArrowDown":
      return bounded({ yaw, pitch: pitch - STEP, field });
    case "+":
    case "=":
      return bounded({ yaw, pitch, field: field - STEP });
    case "-":
      return bounded({ yaw, pitch, field: field + STEP });
    case "Home":
      return START;
    default:
      return undefined;
  }
}

/** A finger that moves to the right pulls the garden after it. */
export const dragged = ({ yaw, pitch, field }: Look, across: number, down: number, height: number): Look =>
  bounded({ yaw: yaw - (across / height) * field, pitch: pitch + (down / height) * field, field });

export function drawLook({ gl, draw }: Panorama, canvas: HTMLCanvasElement, { yaw, pitch, field }: Look): void {
  const dots = Math.min(2, devicePixelRatio || 1);
  const [width, height] = [Math.round(canvas.clientWidth * dots), Math.round(canvas.clientHeight * dots)];
  if (width === 0 || height === 0) return;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  gl.viewport(0, 0, width, height);
  const up = Math.tan((field / 2) * RADIANS);
  draw(turnOf(yaw * RADIANS, pitch * RADIANS), [(up * width) / height, up, 0, 0]);
}

/**
 * Follows the phone as it is turned; to be called from a tap, since some ask for leave then and only then. The view goes on from where it
 * is, so a phone without a compass serves as well.
 *
 * @returns how to stop; undefined when the phone will not say how it is held
 */
export async function follow(current: () => Look, look: (next: Look) => void): Promise<(() => void) | undefined> {
  if (!(await orientationAllowed())) return undefined;
  let before: number | undefined;
  const turned = ({ alpha, beta, gamma }: DeviceOrientationEvent) => {
    if (alpha === null || beta === null || gamma === null) return;
    const { azimuth, elevation } = facingOf(alpha, beta, gamma);
    const { yaw, field } = current();
    look(bounded({ yaw: before === undefined ? yaw : yaw + azimuth - before, pitch: elevation, field }));
    before = azimuth;
  };
  addEventListener("deviceorientation", turned);
  return () => removeEventListener("deviceorientation", turned);
}
