import type { Router } from "express";
import type { Context } from "../../context.ts";
import { type Numbers, numbersOf, numbersView, untracked } from "../../read/numbers.ts";
import { type RouteSpec, route } from "../route.ts";

/** The public numbers. Anybody gets the same from the chain and the log (`npm run audit`). */
export function numberRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  let known: { readonly of: string; readonly numbers: Numbers } | undefined;
  route(
    router,
    specs,
    {
      method: "get",
      path: "/numbers",
      summary:
        "Capacity, drawn, labelled, and what recalls found sold and returned: by plot, product, season and scheme",
      answers: { 200: { json: numbersView } },
    },
    async () => {
      const { index, sequencer, ledger, names } = context;
      const [block, entries] = [index.block, sequencer.head.size];
      const of = `${block.hash}/${entries}`;
      const numbers = known?.of === of ? known.numbers : numbersOf(index.history, await ledger.list("recalls"));
      known = { of, numbers };
      return {
        status: 200,
        body: {
          block: block.number,
          entries,
          plots: numbers.plots.map((row) => ({ ...row, plot: names.of(row.plot), holder: names.of(row.holder) })),
          products: numbers.products.map((row) => ({ ...row, product: names.of(row.product) })),
          schemes: numbers.schemes.map((row) => ({ ...row, scheme: names.of(row.scheme) })),
          untracked,
        },
      };
    },
  );
}
