import { hex, utf8 } from "#core/bytes.ts";
import {
  afterDisowned,
  afterRight,
  afterWrong,
  MOST_WRONG_A_DAY,
  type Redemptions,
  receiptText,
  unredeemed,
  waitBefore,
} from "#core/label/redemption.ts";
import { isSerial } from "#core/label/serial.ts";
import type { LabelId } from "#core/label/url.ts";
import { Refusal } from "#core/refusal.ts";
import { NONE } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Store } from "../store/store.ts";
import { takeTurns } from "../witness/turns.ts";
import { type Opened, openHidden } from "./hidden-codes.ts";
import { type KnownLabel, knownLabel } from "./label.ts";

/** `token` is what the device drew for itself; only its hash is kept. `province` as whoever scans says it; "" is unsaid. */
export type Attempt = LabelId & { readonly code: string; readonly token: string; readonly province: string };
export type Redeemed = Opened & {
  readonly label: KnownLabel;
  readonly state: "first" | "again";
  readonly redemptions: Redemptions;
  /** For whoever was first: a note signed by the log's key. */
  readonly receipt?: string;
};

const MOST_WAITING = 64;
/** One label's codes are tried one after another: of a thousand at once exactly one is the first. */
const inTurn = takeTurns(MOST_WAITING);

export async function redemptionsOf(store: Store, { batch, serial }: LabelId): Promise<Redemptions> {
  const value = await store.read(keys.redemptions(batch, serial));
  return value ? decodeJson<Redemptions>(value) : unredeemed;
}

/** Tries a code under the scratch layer. The answer holds what lets the device check it by itself, against the mint's root on the chain. */
export async function redeem(context: Context, attempt: Attempt): Promise<Redeemed> {
  const { product, batch, serial } = attempt;
  return whenRight(context, attempt, (label, opened, before) => {
    const who = { token: hex(sha256(utf8(attempt.token))), province: attempt.province };
    const { after, state } = afterRight(before, who, context.now());
    const { at, province } = after.first ?? { at: 0, province: "" };
    const receipt = context.key.signNote(receiptText({ product, batch, serial, at, province }));
    return { after, answer: { label, ...opened, state, redemptions: after, ...(state === "first" && { receipt }) } };
  });
}

/** "It was not me": somebody who holds the code says that they did not enter it before. */
export const disown = (context: Context, attempt: Omit<Attempt, "province">): Promise<Redemptions> =>
  whenRight(context, attempt, (_label, _opened, before) => {
    if (!before.first) throw new Refusal("hidden-code-unused");
    const after = afterDisowned(before);
    return { after, answer: after };
  });

async function whenRight<T>(
  context: Context,
  { code, ...id }: LabelId & { readonly code: string },
  decide: (label: KnownLabel, opened: Opened, before: Redemptions) => { after: Redemptions; answer: T },
): Promise<T> {
  const { store, vault, now } = context;
  const label = await knownLabel(context, id);
  const { place, mint } = label;
  if (mint.hiddenRoot === NONE) throw new Refusal("hidden-code-none");
  // A packer who tries the codes out before the packs leave does not use them up.
  if (mint.activatedAt === 0 || mint.voided[place.index]) throw new Refusal("label-not-active");
  return inTurn(`${id.batch}/${id.serial}`, async () => {
    const save = (after: Redemptions) =>
      store.commit([{ key: keys.redemptions(id.batch, id.serial), value: encodeJson(after) }]);
    const before = await redemptionsOf(store, id);
    const seconds = waitBefore(before, now());
    if (seconds > 0) throw new Refusal("hidden-code-wait", { seconds });
    const opened = isSerial(code)
      ? await openHidden(store, vault, { ...place, hiddenRoot: mint.hiddenRoot }, { ...id, code })
      : undefined;
    if (!opened) {
      const after = afterWrong(before, now());
      await save(after);
      throw new Refusal("hidden-code-wrong", { left: MOST_WRONG_A_DAY - after.wrong.count });
    }
    const { after, answer } = decide(label, opened, before);
    await save(after);
    return answer;
  });
}
