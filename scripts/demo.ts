import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildMissing } from "./build.ts";
import { castOf } from "./demo/cast.ts";
import { certifyAndPack } from "./demo/labels.ts";
import { admitEveryone } from "./demo/people.ts";
import { scanAgainAndAgain } from "./demo/scans.ts";
import { growAndMake } from "./demo/tea.ts";
import { freePort } from "./free-port.ts";
import { settingsFrom } from "./settings.ts";
import { startSystem } from "./system.ts";

/**
 * Drives one batch of tea from plot to phone against a running service (`npm run demo -- URL`) or one of its own, through the public HTTP
 * API and the chain, with keys made for the occasion. Ends with a forged copy refused. Exit code 1 when anything is not as it should be.
 */
async function demo(service: string): Promise<void> {
  const cast = await castOf(service);
  await admitEveryone(cast);
  await growAndMake(cast);
  await scanAgainAndAgain(cast, await certifyAndPack(cast));
}

const [given] = process.argv.slice(2);
if (given) await demo(given.replace(/\/$/, ""));
else {
  const dataDir = await mkdtemp(join(tmpdir(), "liangji-demo-"));
  await buildMissing(console.log);
  const system = await startSystem(
    settingsFrom({ DATA_DIR: dataDir, PORT: String(await freePort()), ANCHOR_SECONDS: "1" }),
    () => {},
  );
  try {
    await demo(system.ready.service);
  } finally {
    await system.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
