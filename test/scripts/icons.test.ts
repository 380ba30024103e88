import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { drawIcon } from "#scripts/page/icons.ts";
import { encodePng } from "#scripts/sample/png.ts";

it.each([192, 512])("the committed icon of %i pixels is what the script draws", async (side) => {
  const file = join(import.meta.dirname, `../../verifier-app/public/icon-${side}.png`);
  expect(encodePng(drawIcon(side)).equals(await readFile(file))).toBe(true);
});
