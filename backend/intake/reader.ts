import type { Prepared } from "#core/ledger/prepare.ts";
import { type Facts, Refusal } from "#core/refusal.ts";
import type { RefusalCode } from "#core/refusals.ts";
import { startThread, type Thread } from "../thread.ts";
import { type DocumentKind, readDocument } from "./documents.ts";
import { type Packed, unpack } from "./packed.ts";

export type Handed = { readonly kind: DocumentKind; readonly bytes: Uint8Array };
export type Found =
  | { readonly packed: Packed }
  | { readonly refused: { readonly code: RefusalCode; readonly facts: Facts } };

export type Reader = {
  /** The bytes of a request → the entries in it. @throws Refusal */
  read(kind: DocumentKind, bytes: Uint8Array): Promise<readonly Prepared[]>;
  /** Begins the thread now; resolves when it answers. */
  begin(): Promise<void>;
  close(): Promise<void>;
};

/** Bytes that wait to be read. */
const MOST_WAITING = 32 * 1024 * 1024;
/** Documents after which a thread is worth its beginning: half a second of a core, and 40 MB. */
const FEW = 256;

/**
 * Reads what strangers hand in on another core, so that a costly document holds up nobody's commit. The first ones, and
 * whatever its thread cannot answer, are read here.
 */
export function startReader(): Reader {
  let thread: Thread<Handed, Found | undefined> | undefined;
  let [read, waiting] = [0, 0];
  const begun = () => {
    thread ??= startThread(new URL("reader-thread.ts", import.meta.url));
    return thread;
  };
  return {
    async read(kind, bytes) {
      if (++read > FEW) begun();
      if (!thread?.answers) return readDocument(kind, bytes);
      if (waiting + bytes.length > MOST_WAITING) throw new Refusal("overloaded", { seconds: 1 });
      waiting += bytes.length;
      const found = await thread
        .ask({ kind, bytes })
        .catch(() => undefined)
        .finally(() => {
          waiting -= bytes.length;
        });
      if (found === undefined) return readDocument(kind, bytes);
      if ("refused" in found) throw new Refusal(found.refused.code, found.refused.facts);
      return unpack(found.packed);
    },
    begin: () => begun().begun,
    close: async () => thread?.close(),
  };
}
