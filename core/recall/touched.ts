import type * as z from "zod/mini";
import type { Statement } from "../entry.ts";
import type { applying } from "../statement/applying.ts";
import { daysFromTo } from "../statement/clock.ts";
import type { RecallQuery } from "../statement/recall.ts";
import { batchOfUri } from "../statement/uri.ts";

type Application = z.infer<typeof applying>["liangji:application"];
/** An input is looked for in what was picked within a year of its use. */
const MOST_DAYS = 366;

/** Days of a question, inclusive. */
export const within = ({ from = "", to = "9999" }: RecallQuery, day: string): boolean => from <= day && day <= to;

/** A number that people copy from a label: without case, spaces, dashes and the width of its characters. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, "");

/** Whether an input may be the one that is asked for. A manufacturer that was not written down may be any. */
function isAsked({ by, value, manufacturer }: RecallQuery, used: Application): boolean {
  const is = (said: string | undefined, asked: string) => said !== undefined && plain(said) === plain(asked);
  if (by === "input-lot")
    return (
      is(used.inputLot, value) &&
      (manufacturer === undefined || used.manufacturer === undefined || is(used.manufacturer, manufacturer))
    );
  return [used.registrationNo, used.product, used.source].some((said) => is(said, value));
}

type Picked = { readonly batch: string; readonly day: string };
const harvestOf = (statement: Statement): Picked | undefined =>
  statement.type === "ObjectEvent" && statement.bizStep === "commissioning"
    ? { batch: batchOfUri(statement.quantityList[0].epcClass)?.batch ?? "", day: statement.eventTime.slice(0, 10) }
    : undefined;

/** Of what was said about a plot: the batches of leaf that were picked there on the question's days. */
export const pickedWithin = (said: readonly Statement[], query: RecallQuery): readonly string[] =>
  said.flatMap((one) => {
    const picked = harvestOf(one);
    return picked && within(query, picked.day) ? [picked.batch] : [];
  });

/** Of what was said about a plot: the batches picked from the first day on which the input was used on the question's days, for a year after the last. */
export function pickedAfter(said: readonly Statement[], query: RecallQuery): readonly string[] {
  const used = said.flatMap((one) => {
    if (one.type !== "ObjectEvent" || one.bizStep !== "liangji:applying") return [];
    const application = one["liangji:application"];
    const [first, last] = [one.eventTime.slice(0, 10), application.stoppedOn].toSorted() as [string, string];
    const { from = "", to = "9999" } = query;
    const asked = from <= to && from <= last && first <= to;
    return asked && isAsked(query, application) ? [{ first, last }] : [];
  });
  return said.flatMap((one) => {
    const picked = harvestOf(one);
    const touched =
      picked && used.some(({ first, last }) => first <= picked.day && daysFromTo(last, picked.day) <= MOST_DAYS);
    return touched ? [picked.batch] : [];
  });
}
