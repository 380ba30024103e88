type Numbers = Int32Array | Float64Array;

/** A typed array that grows: whole numbers by the million without an object for each. */
export type Column = { readonly get: (at: number) => number; readonly set: (at: number, value: number) => void };

const FIRST = 1024;

/** `empty` is what is read where nothing was written. */
export function column(make: new (length: number) => Numbers, empty: number): Column {
  let values = new make(FIRST).fill(empty);
  return {
    get: (at) => values[at] ?? empty,
    set: (at, value) => {
      if (at >= values.length) {
        const grown = new make(Math.max(values.length * 2, at + 1)).fill(empty);
        grown.set(values as never);
        values = grown;
      }
      values[at] = value;
    },
  };
}
