import { type Quad, seenOf } from "./pose.ts";
import type { Reader } from "./reader.ts";

const PAUSE_MS = 40;
const MOST_PIXELS = 960;
/** A hand shakes: so many looks without the code, and it has gone. */
const MOST_MISSED = 6;

/** A code in the frame, in the frame's pixels. */
export type Tracked = { readonly text: string; readonly corners: Quad };

/** Looks at what the video's frame shows, again and again, and tells where the code is; undefined when it has gone. Stop by calling what it returns. */
export function track(video: HTMLVideoElement, read: Reader, tell: (tracked: Tracked | undefined) => void): () => void {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  let [stopped, missed] = [false, 0];
  const look = async (): Promise<void> => {
    const tracked = context && video.videoWidth > 0 ? await lookOnce(context, video, read) : undefined;
    if (stopped) return;
    missed = tracked ? 0 : missed + 1;
    if (tracked) tell(tracked);
    else if (missed === MOST_MISSED) tell(undefined);
    setTimeout(() => void look(), PAUSE_MS);
  };
  void look();
  return () => {
    stopped = true;
  };
}

async function lookOnce(
  context: CanvasRenderingContext2D,
  video: HTMLVideoElement,
  read: Reader,
): Promise<Tracked | undefined> {
  const frame = { width: video.clientWidth, height: video.clientHeight };
  const part = seenOf({ width: video.videoWidth, height: video.videoHeight }, frame);
  const scale = Math.min(1, MOST_PIXELS / Math.max(part.width, part.height));
  const [width, height] = [Math.round(part.width * scale), Math.round(part.height * scale)];
  if (width < 1 || height < 1) return undefined;
  if (context.canvas.width !== width || context.canvas.height !== height)
    Object.assign(context.canvas, { width, height });
  context.drawImage(video, part.x, part.y, part.width, part.height, 0, 0, width, height);
  const seen = await read(context.getImageData(0, 0, width, height));
  const [across, down] = [frame.width / width, frame.height / height];
  return (
    seen && {
      text: seen.text,
      corners: seen.corners.map(({ x, y }) => ({ x: x * across, y: y * down })) as unknown as Quad,
    }
  );
}
