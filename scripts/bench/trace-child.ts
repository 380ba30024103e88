import type { History } from "#backend/chain/history.ts";
import { openNames } from "#backend/chain/names.ts";
import type { Context } from "#backend/context.ts";
import { createApp } from "#backend/http/app.ts";
import { listen } from "#backend/listen.ts";
import { readHead } from "#backend/log/head.ts";
import { openLogKey } from "#backend/log/key.ts";
import { rootAt } from "#backend/log/nodes.ts";
import { createLogger } from "#backend/logger.ts";
import { readLedger } from "#backend/read/ledger.ts";
import { openDatabase } from "#backend/store/open.ts";
import { storeOf } from "#backend/store/store.ts";
import { links } from "#core/batch/links.ts";
import { base64url, hex } from "#core/bytes.ts";
import { sampleAuthor } from "../author.ts";
import { roots } from "../sample/cast.ts";
import { tellChain } from "./trace-labels.ts";
import { drawsOf } from "./trace-world.ts";

/**
 * The service's own app over a filled log and a history as it would be folded from the chain: so many draws, and the batches and labels
 * of so many stories in the log. Arguments: draws, data folder, log origin, stories. Prints its port and the graph's memory; ends with
 * its parent.
 */
const [draws = "0", dataDir = "", origin = "", stories = "0"] = process.argv.slice(2);
const ANCHORS = 10;

const before = process.memoryUsage();
const graph = links();
const batches = new Map<string, object>();
for (const draw of drawsOf(Number(draws))) {
  graph.add(draw);
  const known = batches.get(draw.to) as { mass: number } | undefined;
  batches.set(draw.to, { mass: (known?.mass ?? 0) + draw.gramsOut, drawn: 0, labelled: 0, lost: 0, keeper: "holder" });
}
const after = process.memoryUsage();

const db = await openDatabase(dataDir);
const store = storeOf(db, (error) => {
  console.error(error);
  process.exit(1);
});
const key = openLogKey(dataDir, origin);
const names = await openNames(store);
const head = await readHead(store);
if (!head) throw new Error("the log is empty");
const sizes = Array.from({ length: ANCHORS }, (_, n) => Math.ceil((head.size * (n + 1)) / ANCHORS));
const anchors = await Promise.all(
  sizes.map(async (size, n) => ({ index: n, size, root: hex(await rootAt(store, size)), time: n, block: n })),
);
const history = {
  ...{ batches, links: graph, mints: new Map(), capacities: new Map(), certificates: new Map() },
  anchors: new Map([[key.id, anchors]]),
} as unknown as History;
await tellChain(store, history, names, Number(stories));

const known = roots.map(({ actor, name, roles }) => {
  const { key: id, publicKey } = sampleAuthor(actor);
  return { actor, name, roles, key: id, publicKey: base64url(publicKey) };
});
const context = {
  ...{ store, key, names, index: { history, newest: 0 }, ledger: readLedger(store, known), sequencer: { head } },
  ...{ publisher: {}, anchorProofs: { newest: async () => undefined }, policy: { sample: true }, now: () => head.time },
  ...{ log: createLogger("warn"), publicUrl: "", verifierDir: "/nonexistent", consoleDir: "/nonexistent" },
} as unknown as Context;
const listening = await listen(createApp(context).app, "127.0.0.1", 0);
process.stdin
  .once("end", async () => {
    await listening.close();
    await db.close();
    process.exit(0);
  })
  .resume();
console.log(JSON.stringify({ port: listening.port, mebibytes: Math.round((after.rss - before.rss) / 2 ** 20) }));
