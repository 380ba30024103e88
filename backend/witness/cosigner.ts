import type { Logger } from "pino";
import { hex } from "#core/bytes.ts";
import type { AnchorContract } from "#core/log/anchor-signature.ts";
import { logId } from "#core/log/id.ts";
import { parseVkey } from "#core/log/note.ts";
import { decideCheckpoint, openCheckpoint, parseAddCheckpoint } from "#core/log/witness.ts";
import { Refusal } from "#core/refusal.ts";
import { nativeCrypto, sha256 } from "../crypto.ts";
import type { Store } from "../store/store.ts";
import { readAnchored } from "./anchored.ts";
import type { ChainKey } from "./chain-key.ts";
import { type Cosigned, keepCosigned, readCosigned } from "./heads.ts";
import type { WitnessKey } from "./keys.ts";
import { takeTurns } from "./turns.ts";

/** A chain for which the witness signs too, and the node of its own that it believes. */
export type WitnessedChain = AnchorContract & { readonly rpc: string; readonly key: ChainKey };
export type CosignerParts = {
  readonly store: Store;
  readonly key: WitnessKey;
  readonly chain: WitnessedChain | undefined;
  /** Origin → verifier key. */
  readonly logs: ReadonlyMap<string, string>;
  /** Seconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
};
export type Heartbeat = { readonly logId: string; readonly index: number; readonly beat: number };

export type Cosigner = {
  /** An add-checkpoint request → signature lines, once the head is on disk. */
  addCheckpoint(body: string): Promise<string>;
  /** r‖s‖v over the heartbeat. */
  signHeartbeat(heartbeat: Heartbeat): Promise<Uint8Array>;
  /** What was last cosigned, by origin. */
  heads(): Promise<readonly { readonly origin: string; readonly head: Cosigned | undefined }[]>;
};

const MOST_WAITING = 32;

/** The witness itself: decides, keeps, and only then signs. For each log one request at a time. */
export function createCosigner({ store, key, chain, logs, now, log }: CosignerParts): Cosigner {
  const turns = takeTurns(MOST_WAITING);
  const told = new Set<string>();
  const ids = new Map(
    [...logs].map(([origin, vkey]) => [origin, logId(sha256, origin, parseVkey(vkey).publicKey)] as const),
  );

  /** After a storage error what is on disk is unknown: nothing is signed any more, by this process. */
  async function lastOf(origin: string): Promise<Cosigned | undefined> {
    if (store.poisoned) throw new Refusal("storage-failed");
    return readCosigned(store, origin);
  }

  async function addCheckpoint(body: string): Promise<string> {
    const request = parseAddCheckpoint(body);
    const { head, text } = await openCheckpoint(nativeCrypto, request.checkpoint, logs);
    return turns(head.origin, async () => {
      const last = await lastOf(head.origin);
      try {
        decideCheckpoint(sha256, last, request, head);
      } catch (error) {
        tell(head.origin, error, { refused: request.checkpoint, cosigned: last?.text });
        throw error;
      }
      const { size, root } = head;
      const kept = await keepCosigned(store, head.origin, { size, root, text, time: Math.max(now(), last?.time ?? 0) });
      const id = ids.get(head.origin);
      return key.cosign(kept.text, kept.time) + (chain && id ? chain.key.signHead(id, kept) : "");
    });
  }

  /** What may be a fork goes to the log with both texts, which bear the log's own signature; once for each origin and code. */
  function tell(origin: string, error: unknown, texts: object): void {
    if (!(error instanceof Refusal) || !["head-forked", "head-inconsistent"].includes(error.code)) return;
    const about = `${error.code} ${origin}`;
    if (!told.has(about)) log.error(texts, about);
    told.add(about);
  }

  async function signHeartbeat({ logId: asked, index, beat }: Heartbeat): Promise<Uint8Array> {
    const [origin, id] = [...ids].find(([, one]) => hex(one) === asked) ?? [];
    if (!chain) throw new Refusal("not-found");
    if (!origin || !id) throw new Refusal("origin-unknown", { origin: asked });
    const anchored = await readAnchored(chain.rpc, chain, asked);
    return turns(origin, async () => {
      const last = await lastOf(origin);
      const isNext = !anchored.frozen && anchored.index === index && anchored.beat + 1 === beat;
      if (!isNext || !last || last.size !== anchored.size || hex(last.root) !== anchored.root)
        throw new Refusal("heartbeat-refused", {
          index: anchored.index,
          beat: anchored.beat,
          size: anchored.size,
          cosigned: last?.size ?? 0,
        });
      return chain.key.signHeartbeat(id, index, beat);
    });
  }

  return {
    addCheckpoint,
    signHeartbeat,
    heads: () =>
      Promise.all([...logs.keys()].map(async (origin) => ({ origin, head: await readCosigned(store, origin) }))),
  };
}
