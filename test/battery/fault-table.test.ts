import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { openLogKey } from "#backend/log/key.ts";
import { type Mark, openMark } from "#backend/log/mark.ts";
import { recoverLog } from "#backend/log/recover.ts";
import { type Sequencer, startSequencer } from "#backend/log/sequencer.ts";
import type { Database } from "#backend/store/database.ts";
import { openDatabase } from "#backend/store/open.ts";
import { storeOf } from "#backend/store/store.ts";
import { type Prepared, prepareEntry } from "#core/ledger/prepare.ts";
import { ground, NOW, ORIGIN } from "../backend/ground.ts";
import { refusedLater } from "../core/refused.ts";
import { foreignTree } from "./foreign-tree.ts";
import { readerOf } from "./reader.ts";
import { found } from "./scale.ts";

const g = ground();
const product = (n: number) => prepareEntry(g.sign(g.people.operator, g.say.defined(`tea-${n}`)), sha256);

/** The places where a commit touches the disk, in their order, and whether a new start has what was being recorded. */
const points = {
  "entries and nodes": { failed: false, "failed but done": false, hangs: false },
  "reading those back": { failed: false, "failed but done": false, hangs: false },
  "the signed head": { failed: false, "failed but done": true, hangs: false },
  "reading the head back": { failed: true, "failed but done": true, hangs: true },
  "the mark beside the store": { failed: true, "failed but done": true, hangs: true },
} as const;
type Point = keyof typeof points;
type Fault = keyof (typeof points)[Point];
type Row = { readonly point: Point; readonly fault: Fault; readonly kept: boolean; readonly after: "same" | "other" };
const table = Object.entries(points).flatMap(([point, faults]) =>
  Object.entries(faults).flatMap(([fault, kept]) =>
    (["same", "other"] as const).map((after) => ({ point, fault, kept, after }) as Row),
  ),
);

let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-faults-"));
  db = await openDatabase(folder);
});
afterEach(async () => {
  vi.useRealTimers();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

type Open = { readonly sequencer: Sequencer; readonly poisoned: readonly unknown[] };
async function open(through: Database = db, wrap: (mark: Mark) => Mark = (mark) => mark): Promise<Open> {
  const poisoned: unknown[] = [];
  const store = storeOf(through, (error) => poisoned.push(error));
  const key = openLogKey(folder, ORIGIN);
  const start = await recoverLog(store, wrap(await openMark(folder)), key, g.roots);
  const { recorded: _own, ...outside } = g.facts;
  return {
    sequencer: startSequencer(
      store,
      key,
      start,
      () => outside,
      () => NOW,
    ),
    poisoned,
  };
}

/** A disk on which nothing is wrong until `arm`, and then the one fault, once its point is reached. */
function faulty({ point, fault }: Row): { readonly db: Database; readonly wrap: (mark: Mark) => Mark; arm(): void } {
  let [armed, batches] = [false, 0];
  let stuck = async (): Promise<void> => undefined;
  const reached = (here: Point): boolean => armed && here === point;
  /** The call as `fault` has it. A disk that hangs is left by its bound on waiting. */
  const fail = async <T>(call: () => Promise<T>): Promise<T> => {
    if (fault === "hangs") {
      void stuck();
      return new Promise<never>(() => undefined);
    }
    if (fault === "failed but done") await call();
    throw new Error("EIO: i/o error");
  };
  const way: Readonly<Record<string, (call: () => Promise<unknown>) => Promise<unknown>>> = {
    batch: (call) => {
      batches += armed ? 1 : 0;
      return reached(batches === 1 ? "entries and nodes" : "the signed head") ? fail(call) : call();
    },
    getMany: (call) => {
      const here = batches === 1 ? "reading those back" : "reading the head back";
      return batches > 0 && reached(here) ? fail(call) : call();
    },
  };
  const disk = new Proxy<Database>(db, {
    get(of, name) {
      const own = Reflect.get(of, name, of) as unknown;
      if (typeof own !== "function") return own;
      const method = own.bind(of) as (...args: unknown[]) => Promise<unknown>;
      const how = way[String(name)];
      return how ? (...args: unknown[]) => how(() => method(...args)) : method;
    },
  });
  const wrap = (mark: Mark): Mark => ({
    last: mark.last,
    set: (to) => (reached("the mark beside the store") ? fail(() => mark.set(to)) : mark.set(to)),
  });
  return {
    db: disk,
    wrap,
    arm: () => {
      armed = true;
      if (fault !== "hangs") return;
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      stuck = async () => {
        // Whatever else is under way comes to its end first.
        for (let n = 0; n < 20; n++) await db.get("head");
        await vi.advanceTimersByTimeAsync(60_000);
      };
    },
  };
}

const submit = ({ sequencer }: Open, entries: readonly Prepared[]) => sequencer.submit(entries);

it.each(table)("R3: $point $fault, then $after entries", async (row) => {
  const [first, lost, other] = [[product(1), product(2)], [product(3)], [product(4), product(5), product(6)]];
  await submit(await open(), first);
  const disk = faulty(row);
  const log = await open(disk.db, disk.wrap);
  const { checkpoint } = log.sequencer.head;
  disk.arm();
  expect(await refusedLater(() => submit(log, lost))).toBe("storage-failed");
  expect(await refusedLater(() => submit(log, other))).toBe("storage-failed");
  expect([log.poisoned.length, log.sequencer.head.checkpoint]).toEqual([1, checkpoint]);
  vi.useRealTimers();

  await db.close();
  await db.open();
  const again = await open();
  expect(again.sequencer.head.size).toBe(first.length + (row.kept ? lost.length : 0));
  const then = row.after === "same" ? lost : [...other, ...lost];
  const places = await submit(again, then);
  expect(places.at(-1)?.index).toBe(row.kept ? 2 : 1 + then.length);

  const order =
    row.after === "same" ? [...first, ...lost] : row.kept ? [...first, ...lost, ...other] : [...first, ...then];
  const { size, root } = readerOf(openLogKey(folder, ORIGIN).vkey).checkpoint(again.sequencer.head.checkpoint);
  expect([size, root]).toEqual([order.length, foreignTree(order.map(({ leaf }) => leaf)).root(order.length)]);
  found("R3", { ...row, kept: row.kept ? "yes" : "no", fatal: "yes", lost: 0 });
});
