import { Refusal } from "#core/refusal.ts";

/** Runs work one after another for each name; other names go on meanwhile. */
export type Turns = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** More than `most` waiting for one name are refused with `overloaded`. */
export function takeTurns(most: number): Turns {
  const waiting = new Map<string, { last: Promise<unknown>; count: number }>();
  return async (name, work) => {
    const line = waiting.get(name) ?? { last: Promise.resolve(), count: 0 };
    if (line.count >= most) throw new Refusal("overloaded", { seconds: 1 });
    line.count += 1;
    const mine = line.last.then(work);
    line.last = mine.catch(() => undefined);
    waiting.set(name, line);
    try {
      return await mine;
    } finally {
      line.count -= 1;
      if (line.count === 0) waiting.delete(name);
    }
  };
}
