import type { Database } from "#backend/store/database.ts";

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

/** A real store in which one method, of itself or of its iterators, does something else. */
export function instead<T extends object>(target: T, method: string, way: (...args: never[]) => Promise<unknown>): T {
  return new Proxy(target, {
    get(of, name) {
      const own = Reflect.get(of, name, of) as unknown;
      if (name === method) return way;
      if (typeof own !== "function") return own;
      if (name !== "iterator") return own.bind(of);
      return (...args: unknown[]) => instead(own.apply(of, args) as object, method, way);
    },
  });
}
