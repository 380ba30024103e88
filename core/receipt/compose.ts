import { base64, hex } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import type { ChainSaid } from "../chain/ask.ts";
import type { Hash } from "../crypto.ts";
import type { Bundle } from "../evidence/bundle.ts";
import type { Judgement, Verdict } from "../evidence/verdict.ts";
import { parseCheckpoint } from "../log/checkpoint.ts";
import { parseNote } from "../log/note.ts";
import type { Receipt } from "./receipt.ts";

/** What was answered, as the service itself judged it then. */
export type Answered = {
  readonly bundle: Bundle;
  readonly judgement: Judgement;
  readonly chain: ChainSaid;
  readonly chainId: number;
  readonly askedAt: number;
};

/** The receipt of one answer; what a reader could not recompute from the evidence in it is the service's word. */
export function composeReceipt(sha256: Hash, { bundle, judgement, chain, chainId, askedAt }: Answered): Receipt {
  const { product, batch, serial } = bundle.label;
  const head = parseCheckpoint(parseNote(bundle.log.checkpoint).text);
  const last = bundle.anchors.at(-1);
  return {
    label: { product, batch, serial },
    askedAt,
    evidence: hex(sha256(canonical(bundle))),
    head: { size: head.size, root: base64(head.root) },
    ...(last && { anchor: { index: last.index, size: last.size, root: last.root, time: last.time } }),
    ...("block" in chain && { block: { chainId, ...chain.block } }),
    record: saidOf(judgement.record),
    code: saidOf(judgement.code),
    certificates: judgement.certificates.map(({ certificate, atPacking, now: { state, since, reason } }) => ({
      ...{ certificate, packed: atPacking.state, now: state, since },
      ...(reason && { reason }),
    })),
  };
}

function saidOf({ status, code, facts: { at, reason, batch } }: Verdict): Receipt["code"] {
  return {
    status,
    code,
    ...(typeof at === "number" && { at }),
    ...(typeof reason === "string" && reason && { reason }),
    ...(typeof batch === "string" && { batch }),
  };
}
