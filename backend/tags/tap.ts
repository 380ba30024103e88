import { base64, hex, utf8 } from "#core/bytes.ts";
import type { LabelId } from "#core/label/url.ts";
import { Refusal } from "#core/refusal.ts";
import type { TagsBound } from "#core/statement/tag.ts";
import { type Pair, tagCommitment } from "#core/tag/binding.ts";
import type { Bound } from "#core/tag/bound.ts";
import { readTap, type Tap, uidText } from "#core/tag/sun.ts";
import { afterTap, type Loop, loopOf, type TapState, type Taps, untapped } from "#core/tag/taps.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { mintedLabel } from "../labels/label.ts";
import { proofIn } from "../labels/label-tree.ts";
import { inclusionProof } from "../log/nodes.ts";
import { readLine } from "../log/record.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import { takeTurns } from "../witness/turns.ts";
import { boundUnder } from "./bind.ts";
import { aes } from "./keys.ts";

/** `token` is what the device drew for itself; only its hash is kept. `size`: of the page of the log that it holds. */
export type Tapped = LabelId & { readonly tap: Tap; readonly token: string; readonly size: number };
/** `bound`: where the packer says that this tag is on this label, proven to the log as it was at `size`; absent if that was before. */
export type TapAnswer = {
  readonly state: TapState;
  readonly loop: Loop;
  readonly taps: Taps;
  readonly uid: string;
  readonly bound?: Bound;
};

const MOST_WAITING = 64;
/** One tag's taps are taken one after another: of a thousand posts of one tap exactly one is the first. */
const inTurn = takeTurns(MOST_WAITING);

/** Reads a tap of the tag on this label. What it changes is on disk before it is answered. */
export async function readTag(context: Context, { tap, token, size, ...label }: Tapped): Promise<TapAnswer> {
  const { store, ledger, tagKeys, now, sequencer } = context;
  if (size > sequencer.head.size) throw new Refusal("field-invalid", { path: "size", problem: "beyond the log" });
  await mintedLabel(context, label);
  const read = readTap(aes, tagKeys, tap);
  const uid = uidText(read.uid);
  const root = await boundUnder(context, keys.tag(uid));
  const bound = root === undefined ? undefined : await ledger.find("tags", root);
  const value = root === undefined ? undefined : await store.read(keys.tags(root));
  if (root === undefined || bound === undefined || !value) throw new Refusal("tag-unknown");
  const pairs = decodeJson<readonly Pair[]>(value);
  const index = pairs.findIndex((pair) => pair.uid === uid && pair.serial === label.serial);
  if (index < 0 || bound.statement.batch !== label.batch) throw new Refusal("tag-unknown");
  const proven = bound.index < size && (await proofOf(context, root, bound.index, size, pairs, index));
  return inTurn(uid, async () => {
    const kept = await store.read(keys.taps(uid));
    const before = kept ? decodeJson<Taps>(kept) : untapped;
    const { after, state } = afterTap(before, read, hex(sha256(utf8(token))), now());
    if (JSON.stringify(after) !== JSON.stringify(before))
      await store.commit([{ key: keys.taps(uid), value: encodeJson(after) }]);
    const loop = after.openedAt === undefined ? loopOf(read.file) : "open";
    return { state, loop, taps: after, uid, ...(proven && { bound: proven }) };
  });
}

async function proofOf(
  { store }: Context,
  root: string,
  line: number,
  size: number,
  pairs: readonly Pair[],
  index: number,
): Promise<Bound> {
  const { entry } = await readLine(store, line);
  const { batch } = entry.statement as TagsBound;
  const path = proofIn(root, () => pairs.map((pair) => tagCommitment(sha256, batch, pair)), index);
  const inLog = await inclusionProof(store, line, size);
  return {
    ...{ index, proof: path.map(base64) },
    line: { index: line, entry: entry as Bound["line"]["entry"], proof: inLog.map(base64) },
  };
}
