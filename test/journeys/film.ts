import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "./browser.ts";

const FRAMES = 10;

/** A still of a printed label held before the camera, a little askew: JPEG, 1280 × 720. */
export async function still(browser: Browser, png: Uint8Array): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const picture = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  await page.setContent(
    `<body style="margin:0;display:grid;place-content:center;height:720px;background:#39423a"><img src="${picture}" style="width:320px;image-rendering:pixelated;rotate:4deg"></body>`,
  );
  const jpeg = await page.screenshot({ type: "jpeg", quality: 80 });
  await page.close();
  return jpeg;
}

/** A browser whose camera shows this picture: a film is its frames one after another. */
export async function browserFilming(jpeg: Buffer): Promise<Browser> {
  const film = join(await mkdtemp(join(tmpdir(), "liangji-film-")), "label.mjpeg");
  await writeFile(film, Buffer.concat(Array.from({ length: FRAMES }, () => jpeg)));
  return launchBrowser(
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  );
}
