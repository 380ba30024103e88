import { readLine } from "../log/record.ts";
import type { Store } from "../store/store.ts";

/** How many of the first `size` entries were recorded by `time`, given that the first `known` were. Entries stand in the order of their time. */
export async function recordedBy(store: Store, time: number, known: number, size: number): Promise<number> {
  let [low, high] = [Math.min(known, size), size];
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if ((await readLine(store, middle)).recordedAt <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
