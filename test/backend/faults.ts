import type { Database } from "#backend/store/store.ts";

/** A real store whose batches fail after the first `good` ones: without being written, or written all the same. */
export function failing(db: Database, when: "before" | "after", good: number): Database {
  let done = 0;
  return new Proxy(db, {
    get(target, name) {
      const own = Reflect.get(target, name, target) as unknown;
      if (typeof own !== "function") return own;
      const method = own.bind(target) as (...args: unknown[]) => unknown;
      if (name !== "batch") return method;
      return async (...args: unknown[]) => {
        done += 1;
        if (done <= good) return method(...args);
        if (when === "after") await method(...args);
        throw new Error("EIO: i/o error, write");
      };
    },
  });
}
