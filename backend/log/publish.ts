import type { Logger } from "pino";
import { fromHex, hex } from "#core/bytes.ts";
import { isBy, parseNote } from "#core/log/note.ts";
import type { Store } from "../store/store.ts";
import {
  askForCosignature,
  askForHeartbeat,
  isOn,
  type LogOnChain,
  type Page,
  rightLines,
  type WitnessKnown,
} from "./ask-witness.ts";
import type { SignedHead } from "./head.ts";
import type { LogKey } from "./key.ts";
import { consistencyProof } from "./nodes.ts";
import { type Published, readPublished, refuseIfPublishedDiffers, writePublished } from "./published.ts";

export type Publisher = {
  /** The newest checkpoint that anybody is shown, with the cosignatures it has. It is on disk, and its size never goes back. */
  readonly newest: Page;
  /** The newest that a quorum of the witnesses cosigned. */
  readonly witnessed: Page | undefined;
  /** Publishes the newest head now, and asks every witness. */
  publishNow(): Promise<void>;
  /** The witnesses' signatures for LogAnchor over a head published lately. */
  cosignaturesFor(size: number): Promise<readonly AnchorSignature[]>;
  /** The same over a heartbeat, asked for now. */
  heartbeatSignaturesFor(index: number, beat: number): Promise<readonly AnchorSignature[]>;
  stop(): Promise<void>;
};
/** A witness's address on the chain, lower case with 0x, and what it signed there: r‖s‖v, 65 bytes (docs/spec/anchor.md). */
export type AnchorSignature = { readonly address: string; readonly signature: Uint8Array };
type Publishing = {
  readonly dataDir: string;
  readonly store: Store;
  readonly key: LogKey;
  /** The newest durable head. */
  readonly head: () => SignedHead;
  readonly witnesses: readonly WitnessKnown[];
  readonly quorum: number;
  readonly on: LogOnChain;
  readonly log: Logger;
};
/** What is known of a witness between one question and the next. */
type Acquaintance = WitnessKnown & { size: number; failures: number; notBefore: number };

const EVERY_MS = 1000;
const LONGEST_REST_MS = 60_000;
const PAGES_KEPT = 64;

/**
 * About every second, when the head has grown or lacks a cosignature, asks the witnesses, all at once and each for so
 * long, keeps what they rightly signed, and shows it once it is on disk. A witness that fails is asked ever less often.
 * Without witnesses the durable head itself is what is shown. Refuses to begin when more was shown than is stored.
 */
export async function startPublisher(publishing: Publishing): Promise<Publisher> {
  const { dataDir, store, key, head, log } = publishing;
  const before = await readPublished(dataDir, key);
  if (before) await refuseIfPublishedDiffers(store, head(), before);
  if (publishing.witnesses.length === 0) return withoutWitnesses(head);

  const witnesses = publishing.witnesses.map((one): Acquaintance => ({ ...one, size: 0, failures: 0, notBefore: 0 }));
  let published: Published = before
    ? await rightlyKept(publishing, before)
    : { newest: pageOf(head()), witnessed: undefined };
  if (!before) await writePublished(dataDir, published);
  const pages = new Map<number, Page>(
    [published.witnessed, published.newest].flatMap((page) => (page ? [[page.size, page]] : [])),
  );
  let [stopped, running, timer] = [false, Promise.resolve(), undefined as NodeJS.Timeout | undefined];

  async function publish(everyone: boolean): Promise<void> {
    if (store.poisoned || !(await store.hasRoom())) return;
    // Of the same size it has lines already.
    const page = head().size === published.newest.size ? published.newest : pageOf(head());
    const missing = witnesses.filter((one) => page.size > 0 && !isOn(page, one));
    const asked = missing.filter(({ notBefore }) => everyone || Date.now() >= notBefore);
    if (page.size === published.newest.size && asked.length === 0) return;
    const lines = (await Promise.all(asked.map((one) => askedOnce(one, page)))).flat();
    if (page.size === published.newest.size && lines.length === 0) return;
    const newest = { ...page, checkpoint: page.checkpoint + lines.join("") };
    await show({ newest, witnessed: isWitnessed(publishing, newest) ? newest : published.witnessed });
  }

  async function askedOnce(one: Acquaintance, page: Page): Promise<readonly string[]> {
    const proofFrom = (oldSize: number) => consistencyProof(store, oldSize, page.size);
    try {
      const lines = await askForCosignature(one, page, one.size, proofFrom, publishing.on);
      Object.assign(one, { size: page.size, failures: 0, notBefore: 0 });
      return lines;
    } catch (error) {
      one.failures += 1;
      one.notBefore = Date.now() + Math.min(LONGEST_REST_MS, EVERY_MS * 2 ** Math.min(one.failures, 10));
      log.warn({ witness: one.key.name, failures: one.failures, why: String(error) }, "not cosigned");
      return [];
    }
  }

  async function show(next: Published): Promise<void> {
    try {
      await writePublished(dataDir, next);
    } catch (error) {
      store.poison(error);
      throw error;
    }
    published = next;
    pages.set(next.newest.size, next.newest);
    for (const size of [...pages.keys()].slice(0, -PAGES_KEPT)) pages.delete(size);
  }

  const inTurn = (everyone: boolean): Promise<void> => {
    const mine = running.then(() => publish(everyone));
    running = mine.catch(() => undefined);
    return mine;
  };
  const again = (): void => {
    const tick = () =>
      inTurn(false)
        .catch((error: unknown) => log.error({ err: error }, "not published"))
        .finally(again);
    if (!stopped) timer = setTimeout(tick, EVERY_MS).unref();
  };
  again();

  return {
    get newest() {
      return published.newest;
    },
    get witnessed() {
      return published.witnessed;
    },
    publishNow: () => inTurn(true),
    cosignaturesFor: async (size) => signaturesOn(pages.get(size), witnesses),
    heartbeatSignaturesFor: async (index, beat) => {
      const answers = await Promise.allSettled(
        witnesses.map((one) => askForHeartbeat(one, index, beat, publishing.on)),
      );
      return witnesses.flatMap(({ anchorKey }, at) => {
        const answer = answers[at];
        return anchorKey && answer?.status === "fulfilled" ? [by(anchorKey, answer.value)] : [];
      });
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

const withoutWitnesses = (head: () => SignedHead): Publisher => ({
  get newest() {
    return head();
  },
  witnessed: undefined,
  publishNow: async () => undefined,
  cosignaturesFor: async () => [],
  heartbeatSignaturesFor: async () => [],
  stop: async () => undefined,
});

const pageOf = ({ size, root, checkpoint }: SignedHead): Page => ({ size, root, checkpoint });

/** What an earlier run published, with those lines only that the witnesses known now rightly signed. */
async function rightlyKept(publishing: Publishing, { newest, witnessed }: Published): Promise<Published> {
  const [again, older] = [await asSigned(publishing, newest), witnessed && (await asSigned(publishing, witnessed))];
  return { newest: again, witnessed: older && isWitnessed(publishing, older) ? older : undefined };
}

async function asSigned({ witnesses, key, on }: Publishing, page: Page): Promise<Page> {
  const { signatures } = parseNote(page.checkpoint);
  const lines = await Promise.all(witnesses.map((one) => rightLines(one, page, signatures, on)));
  return { ...page, checkpoint: key.signHead(page.size, fromHex(page.root)) + lines.flat().join("") };
}

const isWitnessed = ({ witnesses, quorum }: Publishing, page: Page): boolean =>
  witnesses.filter((one) => isOn(page, one)).length >= quorum;

function signaturesOn(page: Page | undefined, witnesses: readonly WitnessKnown[]): readonly AnchorSignature[] {
  const { signatures } = page ? parseNote(page.checkpoint) : { signatures: [] };
  return witnesses.flatMap(({ anchorKey }) => {
    const line = signatures.find((one) => anchorKey && isBy(anchorKey, one));
    return anchorKey && line ? [by(anchorKey, line.signature)] : [];
  });
}

const by = ({ publicKey }: { readonly publicKey: Uint8Array }, signature: Uint8Array): AnchorSignature => ({
  address: `0x${hex(publicKey)}`,
  signature,
});
