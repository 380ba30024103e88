import type { Database, Snapshot } from "./database.ts";
import { unseal } from "./sealed.ts";

/** All keys from `from` up to, not including, `to`. */
export type Range = { readonly from: string; readonly to: string };

/** What can be asked of a store. Every value comes through its own hash. */
export type Reading = {
  read(key: string): Promise<Uint8Array | undefined>;
  readMany(keys: readonly string[]): Promise<readonly (Uint8Array | undefined)[]>;
  scan(range: Range): AsyncIterable<readonly [string, Uint8Array]>;
  /** The row with the last key. */
  lastIn(range: Range): Promise<readonly [string, Uint8Array] | undefined>;
  /** Which keys are there, `most` at most; their values are not looked at. */
  keysIn(range: Range, most: number): Promise<readonly string[]>;
};
/** How each call to the database is made. */
export type Caller = <T>(work: () => Promise<T>) => Promise<T>;

const MOST_AT_ONCE = 1000;
const plainly: Caller = (work) => work();

/** Reads a database as it is, or as it was at a snapshot. Throws Damaged, or whatever the database throws. */
export function readingOf(db: Database, snapshot?: Snapshot, call: Caller = plainly): Reading {
  const at = snapshot ? { snapshot } : {};
  return {
    read: (key) =>
      call(async () => {
        const stored = await db.get(key, at);
        return stored && unseal(key, stored);
      }),
    readMany: (keys) =>
      call(async () => {
        const stored = await db.getMany([...keys], at);
        return stored.map((value, n) => value && unseal(keys[n] ?? "", value));
      }),
    keysIn: ({ from, to }, most) =>
      call(async () => {
        const rows = db.keys({ gte: from, lt: to, limit: most, ...at });
        try {
          const keys: string[] = [];
          for (let some = await rows.nextv(most); some.length > 0; some = await rows.nextv(most)) keys.push(...some);
          return keys;
        } finally {
          await rows.close();
        }
      }),
    lastIn: ({ from, to }) =>
      call(async () => {
        const rows = db.iterator({ gte: from, lt: to, reverse: true, ...at });
        try {
          const [last] = await rows.nextv(1);
          return last && ([last[0], unseal(...last)] as const);
        } finally {
          await rows.close();
        }
      }),
    async *scan({ from, to }) {
      const rows = db.iterator({ gte: from, lt: to, ...at });
      const next = () =>
        call(async () => (await rows.nextv(MOST_AT_ONCE)).map(([key, value]) => [key, unseal(key, value)] as const));
      try {
        for (let some = await next(); some.length > 0; some = await next()) yield* some;
      } finally {
        await rows.close();
      }
    },
  };
}
