import { AbstractLevel, AbstractSnapshot } from "abstract-level";
import type { Level } from "level";
import { inTurn, RowIterator } from "./in-turn.ts";
import { type Bounds, type Part, partOf, piecesOf } from "./parts.ts";

type LevelDb = Level<string, Uint8Array>;
type Parts = Readonly<Record<Part, LevelDb>>;
type Put = { readonly type: "put"; readonly key: string; readonly value: Uint8Array };
type Change = Put | { readonly type: "del"; readonly key: string };
type At = { readonly snapshot?: PartsSnapshot };
type Asked = Bounds & At & { readonly limit: number; readonly values: boolean };

/**
 * Two databases as one, each row in the part that its key says. Entries and tree nodes only ever follow one another, so
 * that their tables are never merged with anything; the other rows, a third of the bytes, are merged among themselves.
 * A batch is of one part: only there it is all or nothing.
 */
export class Divided extends AbstractLevel<string | Uint8Array, string, Uint8Array> {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    super(
      { encodings: { utf8: true, buffer: true }, explicitSnapshots: true, seek: false },
      { keyEncoding: "utf8", valueEncoding: "buffer" },
    );
    this.#parts = parts;
  }

  async _open(): Promise<void> {
    await this.#parts.rows.open();
    await this.#parts.tree.open();
  }

  async _close(): Promise<void> {
    await Promise.all([this.#parts.rows.close(), this.#parts.tree.close()]);
  }

  _get(key: string, at: At): Promise<Uint8Array | undefined> {
    return this.#of(key).get(key, within(partOf(key), at));
  }

  async _getMany(keys: readonly string[], at: At): Promise<(Uint8Array | undefined)[]> {
    const values: (Uint8Array | undefined)[] = new Array(keys.length);
    const ask = async (part: Part): Promise<void> => {
      const places = keys.flatMap((key, place) => (partOf(key) === part ? [place] : []));
      if (places.length === 0) return;
      const wanted = places.map((place) => keys[place] ?? "");
      const found = await this.#parts[part].getMany(wanted, within(part, at));
      places.forEach((place, n) => {
        values[place] = found[n];
      });
    };
    await Promise.all([ask("rows"), ask("tree")]);
    return values;
  }

  _put(key: string, value: Uint8Array): Promise<void> {
    return this.#of(key).put(key, value);
  }
  _del(key: string): Promise<void> {
    return this.#of(key).del(key);
  }

  async _batch(changes: readonly Change[], { sync = false }: { sync?: boolean }): Promise<void> {
    const [first] = changes;
    if (!first) return;
    const part = partOf(first.key);
    if (changes.some(({ key }) => partOf(key) !== part)) throw new Error("a batch is of one part of the store");
    const batch = changes.map((one) =>
      one.type === "put" ? { type: one.type, key: one.key, value: one.value } : { type: one.type, key: one.key },
    );
    await this.#parts[part].batch(batch, { sync });
  }

  async _clear(range: Bounds): Promise<void> {
    for (const [part, piece] of piecesOf(range)) await this.#parts[part].clear(piece);
  }

  /** What each piece of a range gives, in the order that was asked for: all as they are now. */
  _iterator(options: Asked): RowIterator {
    const pieces = piecesOf(options);
    if (options.reverse) pieces.reverse();
    const { values } = options;
    const each = pieces.map(([part, piece]) => {
      return this.#parts[part].iterator({ ...piece, values, ...within(part, options) });
    });
    return new RowIterator(this, options, inTurn(each));
  }

  _snapshot(): PartsSnapshot {
    return new PartsSnapshot(this, this.#parts);
  }

  #of(key: string): LevelDb {
    return this.#parts[partOf(key)];
  }
}

const within = (part: Part, { snapshot }: At) => (snapshot ? { snapshot: snapshot.of[part] } : {});

/** The rows first: what the tree has beyond their head is not read. */
class PartsSnapshot extends AbstractSnapshot {
  readonly of: Readonly<Record<Part, AbstractSnapshot>>;
  constructor(owner: Divided, { rows, tree }: Parts) {
    // @ts-expect-error its types leave out whose it is
    super({ owner });
    this.of = { rows: rows.snapshot(), tree: tree.snapshot() };
  }
  async _close(): Promise<void> {
    await Promise.all([this.of.rows.close(), this.of.tree.close()]);
  }
}
