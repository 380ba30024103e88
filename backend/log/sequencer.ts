import { hex } from "#core/bytes.ts";
import { type Decided, decideEntries } from "#core/ledger/decide.ts";
import type { DecisionFacts } from "#core/ledger/facts.ts";
import { type Ledger, ledgerOver, settle } from "#core/ledger/ledger.ts";
import type { Prepared } from "#core/ledger/prepare.ts";
import { Refusal } from "#core/refusal.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Store, Write } from "../store/store.ts";
import { readBack, stage } from "./commit.ts";
import type { SignedHead } from "./head.ts";
import type { LogKey } from "./key.ts";
import { readLines } from "./record.ts";
import type { LogState } from "./recover.ts";

/** Where an entry stands; recordedAt in seconds. */
export type Recorded = { readonly index: number; readonly leafHash: string; readonly recordedAt: number };
export type OutsideFacts = Omit<DecisionFacts, "recorded">;
type Submission = {
  readonly entries: readonly Prepared[];
  readonly capture: string | undefined;
  readonly done: (recorded: readonly Recorded[]) => void;
  readonly refused: (reason: unknown) => void;
};
type Accepted = { readonly submission: Submission; readonly decided: readonly Decided[] };

const MOST_PER_COMMIT = 256;
const MOST_WAITING = 4096;

export type Sequencer = {
  readonly head: SignedHead;
  readonly ledger: Ledger;
  /** Records all of these entries or none; returns when they are on disk. `capture` names them for later. */
  submit(entries: readonly Prepared[], capture?: string): Promise<readonly Recorded[]>;
  /** Returns when nothing is waiting any more. */
  idle(): Promise<void>;
};

/** The one writer of the log. Whatever arrives while a commit is under way is decided and committed together with the next. */
export function startSequencer(
  store: Store,
  key: LogKey,
  start: LogState,
  facts: () => OutsideFacts,
  now: () => number,
): Sequencer {
  const { ledger } = start;
  let { range, head } = start;
  let waiting: Submission[] = [];
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = nextGroup();
      try {
        await commit(group);
      } catch (error) {
        // Whether it was written is unknown: stop, and let start-up recover.
        store.poison(error);
        for (const { refused } of [...group, ...waiting]) refused(new Refusal("storage-failed"));
        waiting = [];
      }
    }
    running = undefined;
  };

  function nextGroup(): readonly Submission[] {
    let [count, entries] = [0, 0];
    while (
      count < waiting.length &&
      (count === 0 || entries + (waiting[count]?.entries.length ?? 0) <= MOST_PER_COMMIT)
    )
      entries += waiting[count++]?.entries.length ?? 0;
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return group;
  }

  async function commit(group: readonly Submission[]): Promise<void> {
    const recorded = await readRecorded(group);
    const time = Math.max(now(), head.time);
    const layer = ledgerOver(ledger);
    const accepted = decide(group, layer, { ...facts(), recorded }, time);
    const fresh = accepted.flatMap(({ decided }) => decided.filter(({ repeated }) => !repeated));
    const staged = fresh.length > 0 ? stage(range, fresh, time, key) : { range, head, writes: [] };
    const writes = [...staged.writes, ...captureWrites(accepted)];
    if (writes.length > 0) await store.commit(writes);
    await readBack(store, writes);
    settle(layer);
    ledger.pending.own.clear();
    ({ range, head } = staged);
    await Promise.all(accepted.map(acknowledge));
  }

  /** Each submission is decided on top of those accepted before it; a refused one leaves nothing. */
  function decide(
    group: readonly Submission[],
    layer: Ledger,
    known: DecisionFacts,
    time: number,
  ): readonly Accepted[] {
    const accepted: Accepted[] = [];
    let size = range.size;
    for (const submission of group) {
      try {
        const decision = decideEntries(layer, size, submission.entries, known, time);
        settle(decision.ledger);
        size += decision.decided.filter(({ repeated }) => !repeated).length;
        accepted.push({ submission, decided: decision.decided });
      } catch (reason) {
        submission.refused(reason);
      }
    }
    return accepted;
  }

  async function readRecorded(group: readonly Submission[]): Promise<DecisionFacts["recorded"]> {
    const hashes = group.flatMap(({ entries }) => entries.map(({ unsigned }) => unsigned));
    const values = await store.readMany(hashes.map(keys.unsigned));
    return new Map(
      hashes.flatMap((hash, at) =>
        values[at] ? [[hash, decodeJson<{ index: number; leafHash: string }>(values[at])] as const] : [],
      ),
    );
  }

  async function acknowledge({ submission, decided }: Accepted): Promise<void> {
    const lines = await readLines(
      store,
      decided.map(({ index }) => index),
    );
    submission.done(lines.map(({ index, leafHash, recordedAt }) => ({ index, leafHash, recordedAt })));
  }

  return {
    get head() {
      return head;
    },
    get ledger() {
      return ledger;
    },
    submit: (entries, capture) =>
      new Promise((done, refused) => {
        if (store.poisoned) return refused(new Refusal("storage-failed"));
        if (waiting.length >= MOST_WAITING) return refused(new Refusal("overloaded", { seconds: 1 }));
        waiting.push({ entries, capture, done, refused });
        running ??= Promise.resolve().then(run);
      }),
    idle: async () => running,
  };
}

/** A capture's entries by its name, durable together with them. */
const captureWrites = (accepted: readonly Accepted[]): readonly Write[] =>
  accepted.flatMap(({ submission: { capture }, decided }) =>
    capture === undefined
      ? []
      : [
          {
            key: keys.capture(capture),
            value: encodeJson(decided.map(({ index, leafHash }) => ({ index, leafHash: hex(leafHash) }))),
          },
        ],
  );
