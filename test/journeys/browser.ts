import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A real Chromium, or a sentence that names the package to install: a journey is never skipped. */
export async function launchBrowser(...more: readonly string[]): Promise<Browser> {
  const named = process.env.CHROMIUM;
  const executablePath = named ?? places.find(existsSync);
  if (!executablePath || !existsSync(executablePath))
    throw new Error(
      `No browser at ${named ?? places.join(", ")}: install the package "chromium", or name one in CHROMIUM.`,
    );
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--no-first-run",
      "--disable-component-update",
      ...more,
    ],
  });
}

export const phone = {
  viewport: { width: 360, height: 780 },
  locale: "zh-CN",
  timezoneId: "Asia/Shanghai",
} as const;
/** A phone between which and the service someone sits (`route`): what passes through a service worker is seen there only sometimes. */
export const relayed = { ...phone, serviceWorkers: "block" } as const;
