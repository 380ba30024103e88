import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Counted } from "../../verifier-app/scans/count.ts";
import { launch } from "./browser.ts";
import { serveApp, serveGallery } from "./gallery.ts";

const FOLDER = join(import.meta.dirname, "../../docs/images/states");
const sizes = { phone: { width: 360, height: 780 }, desktop: { width: 1280, height: 800 } } as const;
const states = [
  ...["waiting", "valid", "recalled", "withdrawn", "suspended", "expired", "forged", "otherLabel", "neverIssued"],
  ...["copied", "withoutScript"],
  ...["notActivated", "void", "notAnchored", "chainDown", "oldHead", "offline", "noEvidence", "overLimit"],
];
/** What is there when a state is; of all others the last part of the page. */
const ready: Readonly<Record<string, string>> = {
  waiting: "h1",
  withoutScript: "noscript p",
  copied: "h1:has-text('复印')",
};
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

/** What the service says of a code that was scanned all over the country. Invented (示例数据). */
const copied: Counted = {
  scans: 41,
  firstHour: 493_470,
  places: [
    { cell: "n31e121", scans: 19, lastHour: 493_471 },
    { cell: "n39e116", scans: 13, lastHour: 493_471 },
    { cell: "n23e113", scans: 9, lastHour: 493_470 },
  ],
  state: "copied-likely",
  reasons: [{ rule: "places-in-a-day", hours: 24, places: ["n31e121", "n39e116", "n23e113"] }],
};

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
const [browser, gallery, app] = await Promise.all([launch(), serveGallery(), serveApp({})]);
const canvas = await browser.newPage();
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
for (const { name, state, language, viewport } of shots) {
  const script = state !== "withoutScript";
  const page = await browser.newPage({
    ...{ viewport, javaScriptEnabled: script },
    ...{ reducedMotion: "reduce", timezoneId: "Asia/Shanghai" },
  });
  await page.addInitScript((chosen) => localStorage.setItem("liangji-language", chosen), language);
  await page.route("**/scans", (route) => route.fulfill({ json: copied }));
  await page.goto(script ? `${gallery.url}#${state}` : app.url);
  await page.locator(ready[state] ?? "#contact").waitFor();
  if (script) await page.evaluate(() => document.fonts.ready);
  await writeFile(join(FOLDER, `${name}.webp`), await webp(canvas, await page.screenshot()));
  await page.close();
}
await browser.close();
await Promise.all([gallery.close(), app.close()]);
console.log(`${(await readdir(FOLDER)).length} pictures in ${FOLDER}`);
