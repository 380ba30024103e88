import { readPicture } from "#core/attachment/picture.ts";
import { digestOf, type OwnPicture } from "../send/attach.ts";

export type Bounds = { readonly side: number; readonly bytes: number };
/** For a paper that must stay legible. */
export const paperBounds: Bounds = { side: 2000, bytes: 1_900_000 };
/** For the field: three of them go through on a weak signal, and a buyer's phone fetches them unasked. */
export const fieldBounds: Bounds = { side: 1280, bytes: 250_000 };

/** A photograph small enough to be stored. It is drawn anew, so what the camera wrote into it (place, time, device) is gone. Undefined where this browser cannot read it. */
export async function cleanPhoto(file: Blob, most: Bounds): Promise<OwnPicture | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    for (let side = most.side; side >= 500; side = Math.round(side / 1.5)) {
      const bytes = await drawn(bitmap, Math.min(1, side / Math.max(bitmap.width, bitmap.height)));
      if (bytes && bytes.length <= most.bytes)
        return { bytes, picture: { sha256: digestOf(bytes), bytes: bytes.length, ...readPicture(bytes) } };
    }
  } catch {
    // Not a picture that this browser can read.
  }
  return undefined;
}

async function drawn(bitmap: ImageBitmap, scale: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
}
