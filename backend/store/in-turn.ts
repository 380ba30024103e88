import { AbstractIterator, type AbstractLevel } from "abstract-level";

export type Source<T> = { nextv(most: number): Promise<T[]>; close(): Promise<void> };
type Owner = AbstractLevel<string | Uint8Array, string, Uint8Array>;
type Row = [string, Uint8Array];

/** One source after the other, as one; each is closed once it gives nothing more. */
export function inTurn<T>(sources: readonly Source<T>[]): Source<T> {
  const left = [...sources];
  return {
    nextv: async (most) => {
      for (let [source] = left; source; [source] = left) {
        const some = await source.nextv(most);
        if (some.length > 0) return some;
        left.shift();
        await source.close();
      }
      return [];
    },
    close: async () => void (await Promise.all(left.map((source) => source.close()))),
  };
}

/** A source as `abstract-level` wants it. */
export class RowIterator extends AbstractIterator<Owner, string, Uint8Array> {
  readonly #source: Source<Row>;
  constructor(owner: Owner, options: { limit: number }, source: Source<Row>) {
    super(owner, options);
    this.#source = source;
  }
  async _next(): Promise<Row | undefined> {
    return (await this.#source.nextv(1))[0];
  }
  _nextv(most: number): Promise<Row[]> {
    return this.#source.nextv(most);
  }
  _close(): Promise<void> {
    return this.#source.close();
  }
}
