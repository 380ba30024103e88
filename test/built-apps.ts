import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildMissing } from "#scripts/build.ts";
import { settingsFrom } from "#scripts/settings.ts";
import { startSystem } from "#scripts/system.ts";

/** Before the first page is opened: both apps as a buyer or producer gets them, and the sample, loaded once for all (sample-folder.ts). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildMissing(console.log);
  const dataDir = await mkdtemp(join(tmpdir(), "liangji-sample-"));
  const system = await startSystem(settingsFrom({ PORT: "0", DATA_DIR: dataDir }), console.log);
  await system.close();
  project.provide("sample", dataDir);
  return () => rm(dataDir, { recursive: true, force: true });
}
