import { base64, equal, fromBase64 } from "../bytes.ts";
import type { Crypto, Hash } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { parseNote, verifyNote } from "./note.ts";
import { verifyConsistency } from "./proof.ts";
import { emptyRoot } from "./tree.ts";

/** C2SP tlog-witness add-checkpoint: a log asks for a cosignature, with the proof that its checkpoint extends the tree of `oldSize`. */
export type AddCheckpoint = {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  /** A signed note. */
  readonly checkpoint: string;
};
/** The largest head that a witness has cosigned for a log. */
export type WitnessedHead = Pick<Checkpoint, "size" | "root">;

const MOST_HASHES = 63;
const MOST_CHARACTERS = 1_000_000;

/** `old N`, a line for each hash, an empty line, the checkpoint as it stands. */
export const encodeAddCheckpoint = ({ oldSize, proof, checkpoint }: AddCheckpoint): string =>
  [`old ${oldSize}`, ...proof.map(base64), "", checkpoint].join("\n");

/** Strict: one spelling for each request, or `witness-request-malformed`, `base64-invalid`. The checkpoint is not read here. */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  const refuse = () => new Refusal("witness-request-malformed");
  const cut = text.indexOf("\n\n");
  if (text.length > MOST_CHARACTERS || cut < 0) throw refuse();
  const [first = "", ...hashes] = text.slice(0, cut).split("\n");
  const [, size] = /^old (0|[1-9]\d{0,15})$/.exec(first) ?? [];
  if (size === undefined || !Number.isSafeInteger(Number(size)) || hashes.length > MOST_HASHES) throw refuse();
  const proof = hashes.map(fromBase64);
  if (proof.some((hash) => hash.length !== 32)) throw refuse();
  return { oldSize: Number(size), proof, checkpoint: text.slice(cut + 2) };
}

/**
 * The checkpoint's head and text, if a log that this witness knows has signed it. `logs`: origin → verifier key.
 * Refuses with `origin-unknown`, `log-not-signed` or what parsing says.
 */
export async function openCheckpoint(
  crypto: Crypto,
  checkpoint: string,
  logs: ReadonlyMap<string, string>,
): Promise<{ readonly head: Checkpoint; readonly text: string }> {
  const { text } = parseNote(checkpoint);
  const head = parseCheckpoint(text);
  const vkey = logs.get(head.origin);
  if (!vkey) throw new Refusal("origin-unknown", { origin: head.origin });
  try {
    await verifyNote(crypto, checkpoint, [vkey]);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal("log-not-signed", { origin: head.origin });
  }
  return { head, text };
}

/**
 * Whether a witness that last cosigned `last` (nothing yet: undefined) may cosign `head`. Returns, or refuses with the
 * code whose status tlog-witness prescribes: 400 `old-size-beyond`, 409 `old-size-differs` and `head-forked` (both name
 * the size last cosigned), 422 `head-inconsistent`.
 */
export function decideCheckpoint(
  sha256: Hash,
  last: WitnessedHead | undefined,
  { oldSize, proof }: Pick<AddCheckpoint, "oldSize" | "proof">,
  head: WitnessedHead,
): void {
  const { size, root } = last ?? { size: 0, root: emptyRoot(sha256) };
  const inconsistent = () => new Refusal("head-inconsistent", { oldSize, newSize: head.size });
  if (oldSize > head.size) throw new Refusal("old-size-beyond", { oldSize, newSize: head.size });
  if (oldSize !== size) throw new Refusal("old-size-differs", { oldSize, size });
  if (oldSize === 0 || oldSize === head.size) {
    if (proof.length > 0) throw inconsistent();
    if (oldSize < head.size || equal(root, head.root)) return;
    // Of an empty tree there is one root only; of any other, two signed ones are a fork.
    throw size === 0 ? inconsistent() : new Refusal("head-forked", { size });
  }
  try {
    verifyConsistency(sha256, { oldSize, newSize: head.size, oldRoot: root, newRoot: head.root, proof });
  } catch (error) {
    throw error instanceof Refusal ? inconsistent() : error;
  }
}
