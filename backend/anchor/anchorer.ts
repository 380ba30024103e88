import type { Logger } from "pino";
import { hex } from "#core/bytes.ts";
import type { SignedHead } from "../log/head.ts";
import { consistencyProof, rootAt } from "../log/nodes.ts";
import type { AnchorSignature } from "../log/publish.ts";
import type { Store } from "../store/store.ts";
import { type Cadence, type Move, type Standing, whatToAnchor } from "./cadence.ts";
import { refuseIfChainDiffers } from "./compare.ts";
import { recordedBy } from "./due.ts";
import type { AnchoredHead, LogContract } from "./log-contract.ts";
import { forQuorum, type Signers } from "./quorum.ts";

/** What has kept heads from the chain in the last tries: a refusal's code and facts, or a sentence. */
export type Trouble = { readonly failures: number; readonly why: string };
export type Anchorer = {
  /** Puts the newest head on the chain, or confirms the last one when it grows old. Throws when the chain does not take it. */
  anchorNow(): Promise<void>;
  /** One round of the cadence: reads what the chain holds, and sends what is due. It runs by itself, again and again. */
  round(): Promise<void>;
  /** Undefined while the last try went well. */
  readonly trouble: Trouble | undefined;
  stop(): Promise<void>;
};
type Signatures = readonly AnchorSignature[];
type Anchoring = {
  readonly store: Store;
  readonly contract: LogContract;
  /** The newest head that may be anchored: with witnesses the newest published, for they sign no other. */
  readonly head: () => Pick<SignedHead, "size">;
  readonly now: () => number;
  readonly cadence: Cadence;
  readonly cosignaturesFor?: (size: number) => Promise<Signatures>;
  readonly heartbeatSignaturesFor?: (index: number, beat: number) => Promise<Signatures>;
  /** Called when something was put on the chain. */
  readonly anchored: () => Promise<void>;
  readonly log: Logger;
};

const MOST_WHY = 200;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
/** Ten looks in the time that an entry may wait, but no more than one a second. */
const roundMs = ({ seconds }: Cadence): number => Math.min(Math.max(seconds * 100, 1000), 15_000);

/** Keeps the cadence; when the chain fails it tries again, ever less often, and everything else goes on. */
export function startAnchorer(anchoring: Anchoring): Anchorer {
  const { cadence, log } = anchoring;
  let stopped = false;
  let trouble: Trouble | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const inTurn = (decide: Decide) => (): Promise<void> => {
    const mine = running.then(() => anchorOnce(anchoring, decide));
    running = mine.then(
      () => {
        trouble = undefined;
      },
      (error: unknown) => {
        const why = (error instanceof Error ? error.message : String(error)).slice(0, MOST_WHY);
        trouble = { failures: (trouble?.failures ?? 0) + 1, why };
      },
    );
    return mine;
  };
  const round = inTurn(whatToAnchor);
  const tick = async (): Promise<void> => {
    await round().catch((error: unknown) => log.warn({ err: error }, "not anchored"));
    schedule(trouble ? Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (trouble.failures - 1)) : roundMs(cadence));
  };
  const schedule = (delay: number): void => {
    if (!stopped) timer = setTimeout(() => void tick(), delay).unref();
  };
  schedule(0);
  return {
    anchorNow: inTurn(wholeHead),
    round,
    get trouble() {
      return trouble;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

type Decide = (standing: Standing, cadence: Cadence) => Move;
const wholeHead: Decide = (standing, cadence) => {
  const { size, anchored } = standing;
  return size > anchored.size && !anchored.frozen ? { kind: "anchor", size } : whatToAnchor(standing, cadence);
};

/** Decides by what the contract holds now, never by what was sent: so a lost, doubled, lied about or undone transaction is only another state to begin from. */
async function anchorOnce(anchoring: Anchoring, decide: Decide): Promise<void> {
  const { store, contract, head, now, cadence, anchored } = anchoring;
  const [last, { size }] = [await contract.headOf(), head()];
  if (!last.frozen) await refuseIfChainDiffers(store, head(), last);
  const sizeDue = await recordedBy(store, now() - cadence.seconds, last.size, size);
  const move = decide({ size, sizeDue, anchored: last, now: now() }, cadence);
  if (move.kind === "wait") return;
  try {
    if (move.kind === "anchor") await anchorAt(anchoring, last, move.size);
    else await confirm(anchoring, last);
  } catch (error) {
    // A head sent before this one, and thought lost, came first: the proof was for another state.
    if ((await contract.headOf()).size <= last.size) throw error;
    return anchorOnce(anchoring, decide);
  }
  await anchored();
}

/** With witnesses the whole head if there are not enough signatures over `least` entries: they sign what is published, not every whole tile. */
async function anchorAt(
  { store, contract, head, cosignaturesFor }: Anchoring,
  last: AnchoredHead,
  least: number,
): Promise<void> {
  const signers = await contract.signers();
  const newest = head().size;
  const signatures = async (size: number) => forQuorum(signers, (await cosignaturesFor?.(size)) ?? []);
  const size = (await signatures(least)).length === signers.quorum ? least : newest;
  const enough = all(signers, await signatures(size), `the head of ${size} entries`);
  await contract.anchor(size, hex(await rootAt(store, size)), await consistencyProof(store, last.size, size), enough);
}

async function confirm({ contract, heartbeatSignaturesFor }: Anchoring, last: AnchoredHead): Promise<void> {
  const { index, beat } = last;
  const signers = await contract.signers();
  const asked = signers.quorum === 0 ? [] : ((await heartbeatSignaturesFor?.(index, beat + 1)) ?? []);
  const enough = all(signers, forQuorum(signers, asked), `heartbeat ${beat + 1} of head ${index}`);
  await contract.heartbeat(last, enough);
}

/** The chain would refuse fewer than the quorum. */
function all({ quorum }: Signers, signatures: readonly Uint8Array[], what: string): readonly Uint8Array[] {
  if (signatures.length < quorum)
    throw new Error(`too few witnesses signed ${what}: ${signatures.length} of ${quorum}. It is tried again.`);
  return signatures;
}
