import { hex } from "#core/bytes.ts";
import { type Decided, decideEntries } from "#core/ledger/decide.ts";
import type { CheckedAhead, DecisionFacts } from "#core/ledger/facts.ts";
import { type Ledger, ledgerOver, settle } from "#core/ledger/ledger.ts";
import type { Prepared } from "#core/ledger/prepare.ts";
import { find } from "#core/ledger/shelf.ts";
import { Refusal } from "#core/refusal.ts";
import { encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import { Damaged } from "../store/sealed.ts";
import type { Store } from "../store/store.ts";
import { captureId } from "./capture-id.ts";
import { commit, commitCaptures, type Edge, MOST_PER_COMMIT } from "./commit.ts";
import { namesOf, type Row } from "./derived.ts";
import type { SignedHead } from "./head.ts";
import { idsIn } from "./ids-in.ts";
import type { LogKey } from "./key.ts";
import { fetchRows } from "./ledger.ts";
import { readLines } from "./record.ts";
import { recordedAmong } from "./recorded.ts";
import type { LogState } from "./recover.ts";
import { runsOf } from "./series.ts";

/** Where an entry stands; recordedAt in seconds. */
export type Recorded = { readonly index: number; readonly leafHash: string; readonly recordedAt: number };
export type OutsideFacts = Omit<DecisionFacts, "recorded" | "checked">;
/** Checks signatures ahead of their turn; it may leave out what it likes, and never throws. */
export type CheckAhead = (entries: readonly Prepared[]) => Promise<CheckedAhead>;
type Submission = {
  readonly entries: readonly Prepared[];
  readonly capture: string | undefined;
  readonly checked: Promise<CheckedAhead>;
  readonly done: (recorded: readonly Recorded[]) => void;
  readonly refused: (reason: unknown) => void;
};
type Accepted = { readonly submission: Submission; readonly decided: readonly Decided[] };

/** Ids whose names are known to be stored, so that they are not written again and again. */
const MOST_NAMED = 65_536;
/** Entries that wait for their turn: some 20 MB. */
const MOST_WAITING = 4096;

export type Sequencer = {
  readonly head: SignedHead;
  /** Records all of these entries or none; returns when they are on disk. `capture` is the hash by which they are known together later. */
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
  checkAhead: CheckAhead = async () => new Map(),
): Sequencer {
  const { ledger, mark } = start;
  const named = new Set<string>();
  let edge: Edge = start;
  let waiting: Submission[] = [];
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = nextGroup();
      try {
        await record(group);
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

  /** Reads what is needed, decides, commits, answers. */
  async function record(group: readonly Submission[]): Promise<void> {
    if (!(await store.hasRoom())) {
      for (const { refused } of group) refused(new Refusal("disk-full"));
      return;
    }
    const checked = new Map((await Promise.all(group.map((one) => one.checked))).flatMap((one) => [...one]));
    const said = group.flatMap(({ entries }) => entries.map(({ entry }) => entry));
    await fetchRows(store, ledger, said);
    const recorded = await recordedAmong(
      store,
      group.flatMap(({ entries }) => entries),
      (id) => find(ledger.series, id)?.sequence ?? 0,
    );
    const { size } = edge.head;
    const time = Math.max(now(), edge.head.time);
    const layer = ledgerOver(ledger);
    const accepted = decide(group, layer, { ...facts(), recorded, checked }, time);
    const fresh = accepted.flatMap(({ decided }) => decided.filter(({ repeated }) => !repeated));
    await refuseTakenPlaces(fresh);
    const captures = await unnamedCaptures(accepted);
    if (fresh.length > 0) {
      const names = namesOf(unnamed(fresh));
      const added = { entries: fresh, recordedAt: time, ledger, layer, captures, names };
      edge = await commit(store, mark, key, edge, added);
    } else if (captures.length > 0) {
      edge = await commitCaptures(store, edge, captures);
    }
    settle(layer);
    ledger.pending.own.clear();
    await Promise.all(accepted.map((one) => acknowledge(one, size, time)));
  }

  /** A place in a series is given once: one that is taken shows that the ledger's row of the series is an old one, and every row begins where such a one ends. */
  async function refuseTakenPlaces(fresh: readonly Decided[]): Promise<void> {
    const places = runsOf(fresh).map(({ key }) => key);
    const taken = (await store.readMany(places)).findIndex((value) => value !== undefined);
    if (taken >= 0) throw new Damaged(places[taken] ?? "", "an entry stands there already");
  }

  /** Rows of captures that are not stored yet: of one that has a new entry none can be. */
  async function unnamedCaptures(accepted: readonly Accepted[]): Promise<readonly Row[]> {
    const rows = new Map(captureRows(accepted).map((row) => [row.key, row]));
    const repeated = accepted.filter(({ decided }) => decided.every((one) => one.repeated));
    const before = captureRows(repeated).map(({ key }) => key);
    (await store.readMany(before)).forEach((value, at) => {
      if (value) rows.delete(before[at] ?? "");
    });
    return [...rows.values()];
  }

  function unnamed(fresh: readonly Decided[]): ReadonlySet<string> {
    const ids = new Set(fresh.flatMap(({ entry }) => idsIn(entry)).filter((id) => !named.has(id)));
    if (named.size > MOST_NAMED) named.clear();
    for (const id of ids) named.add(id);
    return ids;
  }

  /** Each submission is decided on top of those accepted before it; a refused one leaves nothing. */
  function decide(
    group: readonly Submission[],
    layer: Ledger,
    known: DecisionFacts,
    time: number,
  ): readonly Accepted[] {
    const accepted: Accepted[] = [];
    let size = edge.range.size;
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

  /** `time` is that of the commit; what stood in the log before it has its own. */
  async function acknowledge({ submission, decided }: Accepted, size: number, time: number): Promise<void> {
    const before = decided.map(({ index }) => index).filter((index) => index < size);
    const times = new Map((await readLines(store, before)).map(({ index, recordedAt }) => [index, recordedAt]));
    submission.done(
      decided.map(({ index, leafHash }) => ({
        index,
        leafHash: hex(leafHash),
        recordedAt: times.get(index) ?? time,
      })),
    );
  }

  return {
    get head() {
      return edge.head;
    },
    submit: (entries, capture) =>
      new Promise((done, refused) => {
        if (store.poisoned) return refused(new Refusal("storage-failed"));
        const before = waiting.reduce((sum, one) => sum + one.entries.length, 0);
        if (before + entries.length > MOST_WAITING) return refused(new Refusal("overloaded", { seconds: 1 }));
        waiting.push({ entries, capture, checked: checkAhead(entries), done, refused });
        running ??= Promise.resolve().then(run);
      }),
    idle: async () => running,
  };
}

/** A capture's entries by its name, durable together with them. */
const captureRows = (accepted: readonly Accepted[]): readonly Row[] =>
  accepted.flatMap(({ submission: { capture }, decided }) =>
    capture === undefined
      ? []
      : [
          {
            key: keys.capture(captureId(decided[0]?.index ?? 0, capture)),
            value: encodeJson(decided.map(({ index }) => index)),
          },
        ],
  );
