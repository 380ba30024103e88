import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const wasm = readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm"));

/** What a scanner reads from a picture of a label. */
export async function decodeQr(png: Uint8Array): Promise<string | undefined> {
  await prepareZXingModule({
    overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer },
    fireImmediately: true,
  });
  const [found] = await readBarcodes(new Blob([png as Uint8Array<ArrayBuffer>]), { formats: ["QRCode"] });
  return found?.text;
}
