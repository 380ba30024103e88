import { Refusal } from "#core/refusal.ts";
import type { Database, Operation } from "./database.ts";
import { type Caller, type Reading, readingOf } from "./reading.ts";
import type { Room } from "./room.ts";
import { behind, Damaged, sealOf, split } from "./sealed.ts";

export type Write =
  | { readonly key: string; readonly value: Uint8Array }
  | { readonly key: string; readonly gone: true };

type Sealed = Write & ({ readonly seal: Uint8Array } | { readonly gone: true });
export type Written = {
  /** The values as the store now gives them, if it gives each to the letter, seal included. @throws Damaged */
  readBack(): Promise<readonly Uint8Array[]>;
};
export type Store = Reading & {
  /**
   * All or nothing, on disk before it returns. Any error poisons the store for good; only `disk-full` is told before
   * anything was tried. `begun`: part of what must not stop half-way, whoever begins it asks `hasRoom` first.
   */
  commit(writes: readonly Write[], how?: { readonly begun: true }): Promise<Written>;
  /** Whether the disk has room for what is to be written. LevelDB may lose what it acknowledges after it had none. */
  hasRoom(): Promise<boolean>;
  /** Reads the store as it is now, whatever is committed meanwhile; to be closed. Its errors are the caller's to judge. */
  snapshot(): Reading & { close(): Promise<void> };
  /** Marks the store unusable and has the process leave: what is on disk is unknown until it is opened anew. */
  poison(error: unknown): void;
  readonly poisoned: boolean;
  close(): Promise<void>;
};

export const LONGEST_WAIT_MS = 30_000;

/**
 * One ordered store. After the first storage error LevelDB may lose what it acknowledges later (a full disk, an EIO), so
 * the first error of any kind, a call that does not return included, ends this process; opening again recovers.
 */
export function storeOf(
  db: Database,
  onPoison: (error: unknown) => void,
  { longestWaitMs = LONGEST_WAIT_MS, room }: { readonly longestWaitMs?: number; readonly room?: Room } = {},
): Store {
  let poisoned = false;
  const poison = (error: unknown): void => {
    if (poisoned) return;
    poisoned = true;
    onPoison(error);
  };
  const guarded: Caller = async (work) => {
    try {
      return await within(longestWaitMs, work());
    } catch (error) {
      poison(error);
      throw new Refusal("storage-failed");
    }
  };
  const hasRoom = async (): Promise<boolean> => room === undefined || guarded(room.look);
  return {
    ...readingOf(db, undefined, guarded),
    get poisoned() {
      return poisoned;
    },
    poison,
    snapshot() {
      const snapshot = db.snapshot();
      return { ...readingOf(db, snapshot), close: () => snapshot.close() };
    },
    hasRoom,
    async commit(writes, how) {
      if (poisoned) throw new Refusal("storage-failed");
      if (!how?.begun && !(await hasRoom())) throw new Refusal("disk-full");
      const sealed = writes.map((one) => ("gone" in one ? one : { ...one, seal: sealOf(one.key, one.value) }));
      await guarded(() => db.batch(sealed.map(operation), { sync: true }));
      return { readBack: () => guarded(() => readBack(db, sealed)) };
    },
    close: () => db.close(),
  };
}

const operation = (write: Sealed): Operation =>
  "gone" in write
    ? { type: "del", key: write.key }
    : { type: "put", key: write.key, value: behind(write.seal, write.value) };

/** Compared with what it was made of, not with the bytes that were handed over: a bit may have flipped in these. */
async function readBack(db: Database, writes: readonly Sealed[]): Promise<readonly Uint8Array[]> {
  const rows = writes.flatMap((one) => ("gone" in one ? [] : [one]));
  const stored = await db.getMany(
    rows.map(({ key }) => key),
    {},
  );
  return rows.map(({ key, seal, value }, at) => {
    const bytes = stored[at];
    if (!bytes) throw new Damaged(key, "the row is missing");
    const found = split(bytes);
    if (Buffer.compare(found.seal, seal) !== 0 || Buffer.compare(found.value, value) !== 0)
      throw new Damaged(key, "the row is not what was written");
    return found.value;
  });
}

/** What a disk does not answer in time it may or may not have done: that is an error like any other. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the store has not answered for ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
