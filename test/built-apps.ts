import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "..");
const apps = ["verifier-app", "console"];

/** Before the first test: both apps as a buyer or producer gets them, built anew only where a source is younger. */
export async function setup(): Promise<void> {
  for (const app of apps) {
    const page = join(root, app, "index.html");
    if (!existsSync(page)) continue;
    const builtAt = newest(join(root, ".out", app));
    if (builtAt > Math.max(newest(join(root, app)), newest(join(root, "core")))) continue;
    await build({ root: join(root, app), logLevel: "warn" });
  }
}

function newest(folder: string): number {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return Math.max(0, ...files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs));
}
