const MOST_SIDE = 2000;
const MOST_BYTES = 1_900_000;

/** A photograph small enough to be stored. It is drawn anew, so what the camera wrote into it (place, time, device) is gone. */
export async function cleanPhoto(file: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    for (let side = MOST_SIDE; side >= 500; side = Math.round(side / 1.5)) {
      const bytes = await drawn(bitmap, Math.min(1, side / Math.max(bitmap.width, bitmap.height)));
      if (bytes && bytes.length <= MOST_BYTES) return bytes;
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
