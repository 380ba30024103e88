import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

export type Picture = { readonly id: number; readonly picture: ImageData; readonly hard: boolean };
export type Found = { readonly id: number; readonly text: string | undefined };

// Left alone it would fetch its second half from somebody else's server.
prepareZXingModule({
  overrides: { locateFile: (path: string, prefix: string) => (path.endsWith(".wasm") ? wasm : prefix + path) },
});

addEventListener("message", async ({ data: { id, picture, hard } }: MessageEvent<Picture>) => {
  const text = await read(picture, hard).catch(() => undefined);
  postMessage({ id, text } satisfies Found);
});

async function read(picture: ImageData, hard: boolean): Promise<string | undefined> {
  const [found] = await readBarcodes(picture, {
    formats: ["QRCode"],
    tryHarder: hard,
    tryRotate: hard,
    tryInvert: hard,
    maxNumberOfSymbols: 1,
  });
  return found?.text;
}
