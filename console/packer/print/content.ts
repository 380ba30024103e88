import { digitalLinkPath } from "#core/label/digital-link.ts";
import { labelPath } from "#core/label/url.ts";
import { gtin13Of, type LabelContent } from "#core/print/label.ts";
import type { ProductDefined } from "#core/statement/product.ts";
import type { Both } from "../../language.ts";
import type { KeptMint } from "../../storage.ts";

/** What the packer fills in or leaves as it was found. */
export type Said = Pick<LabelContent, "origin" | "producer" | "madeOn" | "bestBefore" | "grade">;

/** The labels of a mint as they will stand on paper. `origin` is the address of the service, on which the codes lead home. */
export function contentsOf(
  mint: KeptMint,
  definition: ProductDefined | undefined,
  said: Said,
  { origin, sample, language }: { origin: string; sample: boolean; language: keyof Both<string> },
): readonly LabelContent[] {
  const { batch, product, unitGrams } = mint;
  const gtin = definition?.gtin;
  const gtin13 = gtin13Of(gtin);
  const name = definition?.name[language].split(/ · |, /)[0] ?? product;
  return mint.serials.map((serial, n) => {
    const path = gtin ? digitalLinkPath({ gtin, lot: batch, serial }) : labelPath({ product, batch, serial });
    const hidden = mint.hiddenCodes?.[n];
    return {
      ...said,
      ...{ name, net: `${unitGrams} g`, batch, serial, url: `${origin}${path}`, domain: new URL(origin).host, sample },
      ...(gtin13 && { gtin13 }),
      ...(hidden && { hidden }),
    };
  });
}
