import { equal, fromHex, hex, utf8 } from "#core/bytes.ts";
import type { WitnessedHead } from "#core/log/witness.ts";
import { sha256 } from "../crypto.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import type { Store } from "../store/store.ts";

/** The largest head cosigned for a log, the text of its checkpoint, and when (seconds). */
export type Cosigned = WitnessedHead & { readonly text: string; readonly time: number };
type Stored = { readonly size: number; readonly root: string; readonly text: string; readonly time: number };

const keyOf = (origin: string): string => `h/${hex(sha256(utf8(origin)))}`;

export async function readCosigned(store: Store, origin: string): Promise<Cosigned | undefined> {
  const value = await store.read(keyOf(origin));
  if (!value) return undefined;
  const { root, ...rest } = decodeJson<Stored>(value);
  return { ...rest, root: fromHex(root) };
}

/** On disk before it returns, and read back: what is given back, and nothing else, may be signed. */
export async function keepCosigned(store: Store, origin: string, head: Cosigned): Promise<Cosigned> {
  const { size, root, text, time } = head;
  await store.commit([
    { key: keyOf(origin), value: encodeJson({ size, root: hex(root), text, time } satisfies Stored) },
  ]);
  const kept = await readCosigned(store, origin);
  if (kept?.size === size && equal(kept.root, root) && kept.text === text && kept.time === time) return kept;
  const wrong = new Error(`read back differs for ${origin} at ${size}`);
  store.poison(wrong);
  throw wrong;
}
