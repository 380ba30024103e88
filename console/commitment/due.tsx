import type { ComponentChildren } from "preact";
import { Shown } from "../parts/screen.tsx";
import { unpromised } from "../read/commitments.ts";
import { useView } from "../read/use-view.ts";
import type { Batch, Commitment, Plot, Product } from "../read/views.ts";

/** What the form is filled in from, and which batches still want a certificate. */
export type Due = {
  readonly batches: readonly Batch[];
  readonly products: readonly Product[];
  readonly plots: readonly Plot[];
  readonly promised: readonly Commitment[];
};

/** @param also a batch that is named though it wants none any more: its certificate may be corrected */
export function ShownDue({ also, children }: { also?: string | undefined; children: (due: Due) => ComponentChildren }) {
  const batches = useView("/batches");
  const plots = useView("/plots");
  const products = useView("/products");
  const commitments = useView("/commitments");
  return (
    <Shown loaded={batches}>
      {({ batches: all }) => (
        <Shown loaded={commitments}>
          {({ commitments: promised }) => (
            <Shown loaded={products}>
              {({ products: known }) => (
                <Shown loaded={plots}>
                  {({ plots: land }) => {
                    const asked = new Set(
                      known.flatMap(({ product, definition }) => (definition.commitmentDue === true ? [product] : [])),
                    );
                    const due = all.filter(
                      (one) =>
                        !one.recalled &&
                        asked.has(one.product) &&
                        (one.batch === also || unpromised(promised, one) > 0),
                    );
                    return children({ batches: due, products: known, plots: land, promised });
                  }}
                </Shown>
              )}
            </Shown>
          )}
        </Shown>
      )}
    </Shown>
  );
}
