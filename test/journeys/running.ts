import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#scripts/free-port.ts";
import { settingsFrom } from "#scripts/settings.ts";
import { type System, startSystem } from "#scripts/system.ts";

export type Running = System & { readonly dataDir: string; readonly stop: () => Promise<void> };

/** The whole system on a folder and a port of its own, with its sample loaded. */
export async function runSystem(env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const dataDir = await mkdtemp(join(tmpdir(), "liangji-journey-"));
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
