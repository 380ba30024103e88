import { batchOfUri } from "../../statement/uri.ts";
import type { Dossier } from "../dossier.ts";
import { listed, met, missing, type Outcome, unmet } from "../outcome.ts";

/** The named steps, in this order, in every processing that led to the batch. */
export function steps({ recorded, batches }: Dossier, inOrder: readonly string[]): Outcome {
  const made = recorded.flatMap(({ statement }) =>
    statement.type === "TransformationEvent" &&
    statement.bizStep === "commissioning" &&
    batches.includes(batchOfUri(statement.outputQuantityList[0].epcClass)?.batch ?? "")
      ? [statement]
      : [],
  );
  const without = made.filter((one) => one["liangji:steps"] === undefined);
  if (made.length === 0 || without.length > 0)
    return missing(
      { steps: listed(inOrder) },
      { record: "processing", by: "factory", facts: { steps: listed(inOrder) } },
    );
  const wrong = made.flatMap((one) => {
    const done = (one["liangji:steps"] ?? [])
      .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
      .map(({ step }) => step);
    return done.join() === inOrder.join() ? [] : [done.join(" → ")];
  });
  return wrong.length > 0 ? unmet({ found: listed(wrong) }) : met({ steps: listed(inOrder) });
}
