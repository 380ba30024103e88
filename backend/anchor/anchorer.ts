import type { Logger } from "pino";
import type { SignedHead } from "../log/head.ts";
import { consistencyProof } from "../log/nodes.ts";
import type { Store } from "../store/store.ts";
import { refuseIfChainDiffers } from "./compare.ts";
import type { LogContract } from "./log-contract.ts";

export type Anchorer = {
  /** Puts the newest head on the chain, or confirms the last one when it grows old. Throws when the chain does not take it. */
  anchorNow(): Promise<void>;
  stop(): Promise<void>;
};
type Anchoring = {
  readonly store: Store;
  readonly contract: LogContract;
  readonly head: () => SignedHead;
  readonly now: () => number;
  readonly anchorSeconds: number;
  /** A head this old is confirmed by a heartbeat. */
  readonly heartbeatSeconds: number;
  readonly anchored: () => Promise<void>;
  readonly log: Logger;
};

const FIRST_RETRY_MS = 1000;

/** Anchors every `anchorSeconds`; when the chain fails it tries again, ever less often, and everything else goes on. */
export function startAnchorer(anchoring: Anchoring): Anchorer {
  const { anchorSeconds, log } = anchoring;
  const period = anchorSeconds * 1000;
  let [stopped, failures] = [false, 0];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const anchorNow = (): Promise<void> => {
    const mine = running.then(() => anchorOnce(anchoring));
    running = mine.catch(() => undefined);
    return mine;
  };
  const tick = async (): Promise<void> => {
    try {
      await anchorNow();
      failures = 0;
    } catch (error) {
      failures += 1;
      log.warn({ err: error, failures }, "not anchored");
    }
    schedule(failures === 0 ? period : Math.min(period, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10)));
  };
  const schedule = (delay: number): void => {
    if (!stopped) timer = setTimeout(() => void tick(), delay).unref();
  };
  schedule(0);
  return {
    anchorNow,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

async function anchorOnce({ store, contract, head, now, heartbeatSeconds, anchored }: Anchoring): Promise<void> {
  const { size, root } = head();
  const last = await contract.headOf();
  if (last.frozen || size === 0) return;
  if (size > last.size) {
    await refuseIfChainDiffers(store, head(), last);
    await contract.anchor(size, root, await consistencyProof(store, last.size, size));
  } else if (now() - last.time >= heartbeatSeconds) await contract.heartbeat();
  else return;
  await anchored();
}
