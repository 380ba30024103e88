import type { Browser, Page } from "playwright-core";
import { phone, relayed } from "./browser.ts";

/** Opens an address as a phone does and waits for a verdict. */
export async function scanWith(browser: Browser, url: string, prepare?: (page: Page) => Promise<void>): Promise<Page> {
  const context = await browser.newContext(prepare ? relayed : phone);
  const page = await context.newPage();
  await prepare?.(page);
  await page.goto(url);
  await page.getByRole("button", { name: /^(记录|Record)：?/ }).waitFor();
  await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "尚未" }).waitFor();
  return page;
}
export const seal = (page: Page, kind: string) => page.getByRole("button", { name: new RegExp(`^${kind}`) });
