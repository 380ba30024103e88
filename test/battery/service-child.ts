import { writeSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { flushCompileCache } from "node:module";
import { type ServiceOptions, startService } from "#backend/service.ts";
import { openFolder } from "#scripts/refuse-start.ts";
import { CannotStart } from "#scripts/settings.ts";

/** The service as a process of its own, on a chain that runs elsewhere. Argument: a file with its options. It ends with its parent. */
process.stdin.once("end", () => process.exit(0)).resume();
try {
  const options = JSON.parse(await readFile(process.argv[2] ?? "", "utf8")) as ServiceOptions;
  const service = await startService({ ...options, database: await openFolder(options.dataDir) });
  writeSync(1, `${service.url}\n`);
  // Ends by SIGKILL as a rule: what makes the next start quicker is kept now.
  flushCompileCache();
  process.once("SIGTERM", async () => {
    await service.close();
    process.exit(0);
  });
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exit(1);
}
