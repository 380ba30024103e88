import { leafOf } from "#core/entry.ts";
import { productEntry } from "./products.ts";
import { senderTo } from "./sender.ts";

const SENDERS = 8;
const PER_REQUEST = 20;

type Request = { readonly body: string; readonly leaves: readonly Uint8Array[] };
type Reply = { readonly entries: readonly { readonly index: number }[] };

/** People who record as fast as they are answered, and a reader who asks for the checkpoint all the while. */
export type Load = {
  /** What was acknowledged: index → the entry's bytes, and when (milliseconds of performance.now). */
  readonly acknowledged: ReadonlyMap<number, { readonly leaf: Uint8Array; readonly at: number }>;
  /** Every checkpoint that was served, in its order, repetitions left out. */
  readonly checkpoints: readonly string[];
  /** Goes on until the service answers no more, or `stop` says so. What was not answered is sent again by the next call. */
  on(url: string, stop?: () => boolean): Promise<void>;
  /** When so many entries are acknowledged. */
  reached(count: number): Promise<void>;
};

export function load(name: string): Load {
  const acknowledged = new Map<number, { leaf: Uint8Array; at: number }>();
  const checkpoints: string[] = [];
  const unanswered: Request[] = [];
  const waiting = new Set<() => void>();
  let made = 0;

  function make(): Request {
    const entries = Array.from({ length: PER_REQUEST }, () => productEntry(`${name}-${made++}`));
    return { body: JSON.stringify({ entries }), leaves: entries.map(leafOf) };
  }

  return {
    acknowledged,
    checkpoints,
    reached: (count) =>
      new Promise((resolve) => {
        const told = () => {
          if (acknowledged.size < count) return;
          waiting.delete(told);
          resolve();
        };
        waiting.add(told);
        told();
      }),
    on: async (url, stop = () => false) => {
      const sender = senderTo(url, SENDERS);
      let ended = false;
      const send = async (): Promise<void> => {
        while (!ended && !stop()) {
          const request = unanswered.pop() ?? make();
          const reply = await sender.send("/entries", request.body).catch(() => undefined);
          if (reply?.status !== 201) {
            unanswered.push(request);
            ended = true;
            return;
          }
          const at = performance.now();
          const { entries } = JSON.parse(reply.text) as Reply;
          for (const [n, { index }] of entries.entries())
            acknowledged.set(index, { leaf: request.leaves[n] as Uint8Array, at });
          for (const told of waiting) told();
        }
      };
      const read = async (): Promise<void> => {
        while (!ended && !stop()) {
          const note = await fetch(`${url}/log/checkpoint`).then(
            (response) => response.text(),
            () => undefined,
          );
          if (note === undefined) return;
          if (note !== checkpoints.at(-1)) checkpoints.push(note);
        }
      };
      await Promise.all([read(), ...Array.from({ length: SENDERS }, send)]);
      sender.close();
    },
  };
}
