import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launch } from "./browser.ts";
import { serveGallery } from "./gallery.ts";

const FOLDER = join(import.meta.dirname, "../../docs/images/states");
const sizes = { phone: { width: 360, height: 780 }, desktop: { width: 1280, height: 800 } } as const;
const states = [
  ...["waiting", "valid", "recalled", "withdrawn", "suspended", "expired", "forged", "otherLabel", "neverIssued"],
  ...["notActivated", "void", "notAnchored", "chainDown", "oldHead", "offline", "noEvidence", "overLimit"],
];
const shots = [
  ...states.flatMap((state) => [
    { name: `${state}-phone`, state, language: "zh", viewport: sizes.phone },
    { name: `${state}-desktop`, state, language: "zh", viewport: sizes.desktop },
  ]),
  ...["valid", "recalled", "chainDown"].map((state) => ({
    ...{ name: `${state}-english`, state, language: "en", viewport: sizes.phone },
  })),
  { name: "valid-320", state: "valid", language: "zh", viewport: { width: 320, height: 780 } },
];

/** A picture as WebP: the browser is the encoder that is here. */
async function webp(canvas: Page, png: Buffer): Promise<Buffer> {
  const text = await canvas.evaluate(async (base64) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const place = new OffscreenCanvas(picture.width, picture.height);
    place.getContext("2d")?.drawImage(picture, 0, 0);
    const bytes = new Uint8Array(await (await place.convertToBlob({ type: "image/webp", quality: 0.6 })).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, png.toString("base64"));
  return Buffer.from(text, "base64");
}

/** `npm run screenshots`: every state of the buyer's page, from hand-made judgements (scenes.ts), into docs/images/states. */
const [browser, gallery] = await Promise.all([launch(), serveGallery()]);
const canvas = await browser.newPage();
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
for (const { name, state, language, viewport } of shots) {
  const page = await browser.newPage({ viewport, reducedMotion: "reduce", timezoneId: "Asia/Shanghai" });
  await page.addInitScript((chosen) => localStorage.setItem("liangji-language", chosen), language);
  await page.goto(`${gallery.url}#${state}`);
  await page.locator(state === "waiting" ? "h1" : "#contact").waitFor();
  await page.evaluate(() => document.fonts.ready);
  await writeFile(join(FOLDER, `${name}.webp`), await webp(canvas, await page.screenshot()));
  await page.close();
}
await browser.close();
await gallery.close();
console.log(`${(await readdir(FOLDER)).length} pictures in ${FOLDER}`);
