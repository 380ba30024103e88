import { chainId32 } from "../act/id.ts";
import type { Hash } from "../crypto.ts";
import type { RecallOrdered, RecallRecord } from "../statement/recall.ts";
import { act, entry, type Step } from "./task.ts";

type Said<T extends RecallRecord["type"]> = Omit<Extract<RecallRecord, { type: T }>, "type">;

/** Stops the goods on the chain, root by root, then orders the recall in words; a drill is words only. `stopped`: roots that the chain recalled already. */
export const orderRecall = (
  sha256: Hash,
  order: Omit<RecallOrdered, "type">,
  stopped: readonly string[] = [],
): readonly Step[] => [
  ...(order.drill ? [] : order.roots)
    .filter((root) => !stopped.includes(root))
    .map((root) => act("Recall", { batch: chainId32(sha256, root), reason: order.reason })),
  entry({ type: "liangji:RecallOrdered", ...order }),
];

export const acknowledgeRecall = (said: Said<"liangji:RecallAcknowledged">): readonly Step[] => [
  entry({ type: "liangji:RecallAcknowledged", ...said }),
];
export const reportStock = (said: Said<"liangji:RecallStockReported">): readonly Step[] => [
  entry({ type: "liangji:RecallStockReported", ...said }),
];
export const announceDestruction = (said: Said<"liangji:RecallDestructionAnnounced">): readonly Step[] => [
  entry({ type: "liangji:RecallDestructionAnnounced", ...said }),
];
export const destroyGoods = (said: Said<"liangji:RecallDestroyed">): readonly Step[] => [
  entry({ type: "liangji:RecallDestroyed", ...said }),
];
export const witnessDestruction = (said: Said<"liangji:RecallDestructionWitnessed">): readonly Step[] => [
  entry({ type: "liangji:RecallDestructionWitnessed", ...said }),
];
export const closeRecall = (said: Said<"liangji:RecallClosed">): readonly Step[] => [
  entry({ type: "liangji:RecallClosed", ...said }),
];
