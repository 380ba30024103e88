import type { Browser, Page } from "playwright-core";
import { phone } from "./browser.ts";

/** Opens an address as a phone does and waits for a verdict. */
export async function scanWith(
  browser: Browser,
  url: string,
  prepare: (page: Page) => Promise<void> = async () => {},
): Promise<Page> {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await prepare(page);
  await page.goto(url);
  await page.getByRole("button", { name: /^(记录|Record)：?/ }).waitFor();
  await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "尚未" }).waitFor();
  return page;
}
export const seal = (page: Page, kind: string) => page.getByRole("button", { name: new RegExp(`^${kind}`) });
