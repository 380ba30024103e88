import { gzipSync } from "node:zlib";
import { base64url } from "#core/bytes.ts";
import { bitsOf, LIST_BITS, type Purpose, statusListCredential } from "#core/credential/status-list.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../context.ts";
import { rfc3339 } from "../log/record.ts";
import { certificateStateAt } from "../read/certificate-state.ts";
import { frameOf, signed } from "./issue.ts";

/** 撤销 and 注销 are for good, 暂停 is not; 过期 is the credential's own validUntil. */
const states: Readonly<Record<Purpose, readonly string[]>> = {
  revocation: ["withdrawn", "cancelled"],
  suspension: ["suspended"],
};

/** One status list as the chain has it now, signed. The first exists always, others when there are certificates for them. */
export function issueStatusList(context: Context, purpose: Purpose, list: number): object {
  const { certificates } = context.index.history;
  const first = list * LIST_BITS;
  if (list > 0 && first >= certificates.size) throw new Refusal("not-found");
  const set = [...certificates.values()]
    .slice(first, first + LIST_BITS)
    .flatMap((one, place) => (states[purpose].includes(certificateStateAt(one, context.now())) ? [place] : []));
  const encoded = `u${base64url(gzipSync(bitsOf(set)))}`;
  return signed(
    context,
    statusListCredential(frameOf(context), purpose, list, encoded, rfc3339(context.index.block.time)),
  );
}
