import type { ProductDefined } from "../statement/product.ts";
import { type Concern, concernsOf } from "./concerns.ts";
import { drawnFrom, nameOf, type Telling } from "./telling.ts";

type Names = { readonly zh: string; readonly en: string };

/** What stands above the fold once the record holds: what it is, and what in it a buyer must not miss. Days are YYYY-MM-DD. */
export type Summary = {
  readonly product: Names;
  readonly verb: "drink" | "eat";
  readonly towns: readonly Names[];
  readonly harvestedOn: string;
  readonly packedOn: string;
  readonly packer: Names;
  readonly concerns: readonly Concern[];
};

export function summaryOf(telling: Telling): Summary {
  const { entries, label } = telling.bundle;
  const drawn = drawnFrom(telling.bundle);
  const towns = new Map<string, Names>();
  let [product, harvestedOn]: [ProductDefined | undefined, string] = [undefined, ""];
  for (const { entry } of entries) {
    const one = entry.statement;
    if (one.type === "liangji:ProductDefined" && one.product === label.product) product ??= one;
    if (one.type === "liangji:PlotSurveyed" && drawn.has(one.plot)) towns.set(one.town.zh, one.town);
    if (one.type === "ObjectEvent" && one.bizStep === "commissioning") {
      const day = one.eventTime.slice(0, 10);
      if (!harvestedOn || day < harvestedOn) harvestedOn = day;
    }
  }
  const packing = packingOf(telling);
  return {
    product: product?.name ?? { zh: label.product, en: label.product },
    verb: product?.verb ?? "eat",
    towns: [...towns.values()],
    harvestedOn,
    packedOn: packing?.statement.eventTime.slice(0, 10) ?? "",
    packer: nameOf(telling, packing?.actor ?? ""),
    concerns: concernsOf(telling),
  };
}

/** Who packed the label's own batch, and what they said. */
export function packingOf({ bundle: { entries, label } }: Telling) {
  for (const { entry } of entries) {
    const { statement, actor, series } = entry;
    if (
      statement.type === "TransformationEvent" &&
      statement.bizStep === "packing" &&
      series.some(({ id }) => id === `batch/${label.batch}`)
    )
      return { actor, statement };
  }
  return undefined;
}
