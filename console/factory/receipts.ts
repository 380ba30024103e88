import { batchOfUri } from "#core/statement/uri.ts";
import { readHistory } from "../send/series.ts";

export type Receipt = { readonly batch: string; readonly product: string; readonly grams: number };

/** What was received into a batch, from the entries of its own series. */
export async function receiptsOf(batch: string): Promise<readonly Receipt[]> {
  const history = await readHistory(`batch/${batch}`);
  return history.flatMap(({ statement }) => {
    if (statement.type !== "ObjectEvent" || statement.bizStep !== "receiving") return [];
    const [{ epcClass, quantity }] = statement.quantityList;
    const source = batchOfUri(epcClass);
    return source ? [{ ...source, grams: quantity }] : [];
  });
}
