import { gzipSync } from "node:zlib";
import { base64url } from "#core/bytes.ts";
import { bitsOf, LIST_BITS, type ListName, statusListCredential } from "#core/credential/status-list.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../context.ts";
import { rfc3339 } from "../log/record.ts";
import { certificateStateAt } from "../read/certificate-state.ts";
import { frameOf, signed } from "./issue.ts";

/** 撤销 and 注销 are for good, 暂停 is not; 过期 is the credential's own validUntil. */
const states = { revocation: ["withdrawn", "cancelled"], suspension: ["suspended"] } as const;

type Places = { readonly size: number; readonly set: readonly number[] };
/** How many places a list has given out, and which of their bits are set now. */
async function placesOf(context: Context, name: ListName): Promise<Places> {
  if (name === "commitments") {
    const all = await context.ledger.list("commitments");
    const gone = all.filter(({ state }) => state === "voided" || state === "superseded");
    return { size: context.sequencer.head.size, set: gone.map(({ index }) => index) };
  }
  if (name === "reports") {
    const withdrawn = (await context.ledger.list("reports")).filter((one) => one.withdrawn);
    return { size: context.sequencer.head.size, set: withdrawn.map(({ index }) => index) };
  }
  const all = [...context.index.history.certificates.values()];
  const wanted: readonly string[] = states[name];
  const set = all.flatMap((one, place) => (wanted.includes(certificateStateAt(one, context.now())) ? [place] : []));
  return { size: all.length, set };
}

/** One status list as log and chain have it now, signed. The first exists always, others when there are places in them. */
export async function issueStatusList(context: Context, name: ListName, list: number): Promise<object> {
  const { size, set } = await placesOf(context, name);
  const first = list * LIST_BITS;
  if (list > 0 && first >= size) throw new Refusal("not-found");
  const own = set.filter((place) => place >= first && place < first + LIST_BITS).map((place) => place - first);
  const encoded = `u${base64url(gzipSync(bitsOf(own)))}`;
  return signed(
    context,
    statusListCredential(frameOf(context), name, list, encoded, rfc3339(context.index.block.time)),
  );
}
