import { hex, utf8 } from "#core/bytes.ts";
import type { LabelId } from "#core/label/url.ts";
import { Refusal } from "#core/refusal.ts";
import { type Pair, tagCommitment } from "#core/tag/binding.ts";
import { readTap, type Tap, uidText } from "#core/tag/sun.ts";
import { afterTap, type Loop, loopOf, type TapState, type Taps, untapped } from "#core/tag/taps.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { mintedLabel } from "../labels/label.ts";
import { proofIn } from "../labels/label-tree.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import { takeTurns } from "../witness/turns.ts";
import { boundUnder } from "./bind.ts";
import { aes } from "./keys.ts";

/** `token` is what the device drew for itself; only its hash is kept. */
export type Tapped = LabelId & { readonly tap: Tap; readonly token: string };
/** `line`: where in the log the packer says that this tag is on this label; `index`, `count`, `proof`: this pair under its root. */
export type TapAnswer = {
  readonly state: TapState;
  readonly loop: Loop;
  readonly taps: Taps;
  readonly uid: string;
  readonly line: number;
  readonly root: string;
  readonly index: number;
  readonly count: number;
  readonly proof: readonly Uint8Array[];
};

const MOST_WAITING = 64;
/** One tag's taps are taken one after another: of a thousand posts of one tap exactly one is the first. */
const inTurn = takeTurns(MOST_WAITING);

/** Reads a tap of the tag on this label. What it changes is on disk before it is answered. */
export async function readTag(context: Context, { tap, token, ...label }: Tapped): Promise<TapAnswer> {
  const { store, ledger, tagKeys, now } = context;
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
  const proof = proofIn(root, () => pairs.map((pair) => tagCommitment(sha256, label.batch, pair)), index);
  return inTurn(uid, async () => {
    const kept = await store.read(keys.taps(uid));
    const before = kept ? decodeJson<Taps>(kept) : untapped;
    const { after, state } = afterTap(before, read, hex(sha256(utf8(token))), now());
    if (JSON.stringify(after) !== JSON.stringify(before))
      await store.commit([{ key: keys.taps(uid), value: encodeJson(after) }]);
    const loop = after.openedAt === undefined ? loopOf(read.file) : "open";
    return { state, loop, taps: after, uid, line: bound.index, root, index, count: pairs.length, proof };
  });
}
