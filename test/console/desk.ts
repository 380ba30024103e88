import { rm } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { sampleAuthor } from "#scripts/author.ts";
import { settingsFrom } from "#scripts/settings.ts";
import { type System, startSystem } from "#scripts/system.ts";
import { sampleFolder } from "../sample-folder.ts";
import { launch } from "../verifier/browser.ts";

export const phone = { width: 360, height: 780 };
const MOST_MS = 30_000;
export const desk = { width: 1280, height: 800 };

type Viewport = { readonly width: number; readonly height: number };
/** Whoever answers in the service's place blocks them: what passes through one is seen by `route` only sometimes. */
type ServiceWorkers = "allow" | "block";

export type Desk = {
  readonly url: string;
  readonly service: string;
  /** Where the sample's label leads. */
  readonly label: string;
  /** A person at their own device: nothing is shared with another's. */
  signIn(actor: string, viewport: Viewport, serviceWorkers?: ServiceWorkers): Promise<Page>;
  open(viewport: Viewport, serviceWorkers?: ServiceWorkers): Promise<Page>;
  close(): Promise<void>;
};

/** The whole system with its sample, as `npm start` runs it, and a browser. */
export async function openDesk(anchorSeconds = 3600): Promise<Desk> {
  const folder = await sampleFolder();
  const system: System = await startSystem(
    settingsFrom({ PORT: "0", DATA_DIR: folder, ANCHOR_SECONDS: String(anchorSeconds) }),
    () => {},
  );
  const browser: Browser = await launch();
  const contexts: BrowserContext[] = [];
  const open: Desk["open"] = async (viewport, serviceWorkers = "allow") => {
    const device = { viewport, serviceWorkers, timezoneId: "Asia/Shanghai", locale: "zh-CN" };
    const context = await browser.newContext(device);
    contexts.push(context);
    context.setDefaultTimeout(MOST_MS);
    return context.newPage();
  };
  const url = system.ready.console;
  return {
    url,
    service: system.ready.service,
    label: system.ready.label,
    open,
    signIn: async (actor, viewport, serviceWorkers) => {
      const page = await open(viewport, serviceWorkers);
      await page.goto(`${url}#/sign-in/${actor}/${sampleAuthor(actor).pkcs8}`);
      await page.waitForURL(`${url}#/`);
      return page;
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await browser.close();
      await system.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Goes to a screen and waits until what it reads has come. */
export async function visit(page: Page, url: string, path: string): Promise<void> {
  await page.goto(`${url}#/${path}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => !document.body.innerText.includes("正在读取…"));
}
