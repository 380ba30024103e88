type Point = { readonly x: number; readonly y: number };
/** As much of the Shape Detection API (WICG) as reading codes takes. */
type Detector = {
  detect(source: ImageData): Promise<readonly { readonly rawValue: string; readonly cornerPoints: readonly Point[] }[]>;
};
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };

/** The browser's own reader of square codes; undefined where it has none, or one that does not read them, as in some in-app browsers. */
export async function nativeDetector(): Promise<Detector | undefined> {
  const native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  try {
    if (native && (await native.getSupportedFormats()).includes("qr_code")) return new native({ formats: ["qr_code"] });
  } catch {
    // It is there and does not work.
  }
  return undefined;
}
