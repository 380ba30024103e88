import type { Context } from "#backend/context.ts";
import { sha256 } from "#backend/crypto.ts";
import { createApp } from "#backend/http/app.ts";
import { listen } from "#backend/listen.ts";
import { createLogger } from "#backend/logger.ts";
import { readLedger } from "#backend/read/ledger.ts";
import { startScanCounter } from "#backend/scans/counter.ts";
import { encodeJson } from "#backend/store/json.ts";
import { keys } from "#backend/store/keys.ts";
import { openDatabase } from "#backend/store/open.ts";
import { storeOf } from "#backend/store/store.ts";
import { idHash } from "#core/chain/questions.ts";
import { benchLabel, benchSerial } from "./scans-labels.ts";

/**
 * The service's own app, counter and store, with labels that were put there instead of minted: a scan asks the chain nothing.
 * Arguments: data folder, how many labels. Prints its port; ends with its parent.
 */
const [dataDir = "", count = "0"] = process.argv.slice(2);
const PER_COMMIT = 10_000;

const db = await openDatabase(dataDir);
const store = storeOf(db, (error) => {
  console.error(error);
  process.exit(1);
});
for (let from = 0; from < Number(count); from += PER_COMMIT)
  await store.commit(
    Array.from({ length: Math.min(PER_COMMIT, Number(count) - from) }, (_, n) => ({
      key: keys.label(benchLabel.batch, benchSerial(from + n)),
      value: encodeJson({ root: "root", index: from + n }),
    })),
  );
const index = {
  history: {
    batches: new Map([[idHash(sha256, benchLabel.batch), { product: idHash(sha256, benchLabel.product) }]]),
    mints: new Map([["root", { activatedAt: 1, voided: {} }]]),
  },
} as unknown as Context["index"];
const log = createLogger("warn");
const ledger = readLedger(store, []);
const scans = startScanCounter({ store, ledger, index, now: () => Math.floor(Date.now() / 1000), log });
const context = {
  store,
  index,
  ledger,
  log,
  scans,
  placeHeaders: { latitude: "x-latitude", longitude: "x-longitude" },
  publicUrl: "",
  verifierDir: "/nonexistent",
  consoleDir: "/nonexistent",
} as unknown as Context;
const listening = await listen(createApp(context).app, "127.0.0.1", 0);
process.stdin
  .once("end", async () => {
    await listening.close();
    await scans.stop();
    await db.close();
    process.exit(0);
  })
  .resume();
console.log(listening.port);
