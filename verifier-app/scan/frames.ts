import type { Decoder } from "./decoder.ts";

const PAUSE_MS = 120;
/** The middle of the picture: three times quicker than all of it, and it is where the frame on the screen is. */
const [WIDTH, HEIGHT] = [640, 480];
const MOST_PIXELS = 2400;

const canvas = (width: number, height: number): CanvasRenderingContext2D => {
  const made = Object.assign(document.createElement("canvas"), { width, height });
  const context = made.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  return context;
};

/** Looks at the video again and again; stop by calling what it returns. While a picture is being read no other is taken. */
export function watch(video: HTMLVideoElement, decode: Decoder, onText: (text: string) => void): () => void {
  const context = canvas(WIDTH, HEIGHT);
  let stopped = false;
  const look = async (): Promise<void> => {
    const { videoWidth, videoHeight } = video;
    if (videoWidth > 0) {
      const scale = Math.min(1, videoWidth / WIDTH, videoHeight / HEIGHT);
      const [width, height] = [WIDTH * scale, HEIGHT * scale];
      context.drawImage(
        video,
        (videoWidth - width) / 2,
        (videoHeight - height) / 2,
        width,
        height,
        0,
        0,
        WIDTH,
        HEIGHT,
      );
      const text = await decode(context.getImageData(0, 0, WIDTH, HEIGHT), false);
      if (text !== undefined && !stopped) onText(text);
    }
    if (!stopped) setTimeout(() => void look(), PAUSE_MS);
  };
  void look();
  return () => {
    stopped = true;
  };
}

/** A photo, whole, at most 2,400 pixels on its longer side. */
export async function readPhoto(file: File, decode: Decoder): Promise<string | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return undefined;
  const scale = Math.min(1, MOST_PIXELS / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
  const context = canvas(width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return decode(context.getImageData(0, 0, width, height), true);
}
