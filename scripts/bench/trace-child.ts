import type { Context } from "#backend/context.ts";
import { createApp } from "#backend/http/app.ts";
import { listen } from "#backend/listen.ts";
import { createLogger } from "#backend/logger.ts";
import { links } from "#core/batch/links.ts";
import { drawsOf } from "./trace-world.ts";

/** The service's own app over a history of so many draws (argument), as it would be folded from the chain. Prints its port and its memory; ends with its parent. */
const count = Number(process.argv[2]);
const before = process.memoryUsage();
const graph = links();
const batches = new Map<string, object>();
for (const draw of drawsOf(count)) {
  graph.add(draw);
  const known = batches.get(draw.to) as { mass: number } | undefined;
  batches.set(draw.to, { mass: (known?.mass ?? 0) + draw.gramsOut, drawn: 0, labelled: 0, holder: "holder" });
}
const after = process.memoryUsage();
const log = createLogger("warn");
const context = {
  index: { history: { batches, links: graph } },
  names: { of: (hash: string) => hash },
  log,
  publicUrl: "",
  verifierDir: "/nonexistent",
  consoleDir: "/nonexistent",
} as unknown as Context;
const listening = await listen(createApp(context).app, "127.0.0.1", 0);
process.stdin
  .once("end", async () => {
    await listening.close();
    process.exit(0);
  })
  .resume();
console.log(JSON.stringify({ port: listening.port, mebibytes: Math.round((after.rss - before.rss) / 2 ** 20) }));
