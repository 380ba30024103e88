import { writeSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { flushCompileCache } from "node:module";
import { startService } from "#backend/service.ts";
import { openDatabase } from "#backend/store/open.ts";
import { openFolder, told } from "#scripts/refuse-start.ts";
import { CannotStart, settingsFrom } from "#scripts/settings.ts";
import type { LifeOptions } from "./life.ts";

const small = { writeBufferSize: 65_536, blockSize: 65_536 };

/** The service as a process of its own, on a chain that runs elsewhere. Argument: a file with its options. It ends with its parent. */
process.stdin.once("end", () => process.exit(0)).resume();
try {
  const { smallStore, ...options } = JSON.parse(await readFile(process.argv[2] ?? "", "utf8")) as LifeOptions;
  const database = await (smallStore
    ? openDatabase(options.dataDir, { ...small, ...(options.room && { room: options.room }) })
    : openFolder(options.dataDir));
  const service = await startService({ ...options, database });
  writeSync(1, `${service.url}\n`);
  // Ends by SIGKILL as a rule: what makes the next start quicker is kept now.
  flushCompileCache();
  process.once("SIGTERM", async () => {
    await service.close();
    process.exit(0);
  });
} catch (error) {
  const reason = told(error, settingsFrom({ PORT: "0" }));
  console.error(reason instanceof CannotStart ? reason.message : reason);
  process.exit(1);
}
