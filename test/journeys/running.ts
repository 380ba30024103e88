import { rm } from "node:fs/promises";
import { freePort } from "#scripts/free-port.ts";
import { settingsFrom } from "#scripts/settings.ts";
import { type System, startSystem } from "#scripts/system.ts";
import { sampleFolder } from "../sample-folder.ts";

export type Running = System & { readonly dataDir: string; readonly stop: () => Promise<void> };

/** The whole system on a folder and a port of its own, with its sample loaded. */
export async function runSystem(env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const dataDir = await sampleFolder();
  const settings = settingsFrom({
    ...env,
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    ANCHOR_SECONDS: "1",
  });
  const system = await startSystem(settings, () => {});
  return {
    ...system,
    dataDir,
    stop: async () => {
      await system.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
