import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const known = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A real browser, the machine's own. */
export async function launch(): Promise<Browser> {
  const executablePath = known.find((path) => path !== undefined && existsSync(path));
  if (!executablePath)
    throw new Error("These tests need a browser: install Chromium, or set CHROMIUM to the path of one.");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}
