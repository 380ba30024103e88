import { useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { Heading, Screen, Shown } from "../parts/screen.tsx";
import { together, useView } from "../read/use-view.ts";
import type { NumbersView, Views } from "../read/views.ts";
import { Figures } from "./figures.tsx";
import { words } from "./words.ts";

/** What anybody may see, with no key: every figure follows from the log and the chain (docs/spec/numbers.md). */
export function PublicNumbers() {
  const t = useWords(words);
  const numbers = useView("/numbers");
  const known = together({
    numbers,
    ...{ plots: useView("/plots"), products: useView("/products"), certificates: useView("/certificates") },
  });
  return (
    <Screen title={t.title} sub={t.sub}>
      <Shown loaded={known}>
        {(all) => <Tables {...all} {...all.plots} {...all.products} {...all.certificates} />}
      </Shown>
    </Screen>
  );
}

type Known = Views["/plots"] & Views["/products"] & Views["/certificates"] & { readonly numbers: NumbersView };
function Tables({ numbers, plots, products, certificates }: Known) {
  const t = useWords(words);
  const language = useLanguage();
  const trade = (
    row: NumbersView["schemes"][number] | NumbersView["plots"][number] | NumbersView["products"][number],
  ) =>
    [
      [t.sold, kilograms(row.soldGrams)],
      [t.returned, kilograms(row.returnedGrams)],
      [t.soldRecalled, kilograms(row.soldInRecallsGrams)],
      [t.returnedRecalled, kilograms(row.returnedInRecallsGrams)],
    ] as const;
  return (
    <>
      <p class="note">
        {t.upTo(numbers.block, numbers.entries)} {t.again} <code>npm run audit</code>
      </p>
      <p class="note">{numbers.untracked[language]}</p>
      <Heading>{t.plots}</Heading>
      <Figures
        caption={t.plots}
        rows={numbers.plots.map((row) => [
          [t.plot, plots.find(({ plot }) => plot === row.plot)?.survey.name[language] ?? row.plot],
          [t.season, String(row.season)],
          [t.capacity, kilograms(row.capacityGrams)],
          [t.drawn, kilograms(row.drawnGrams)],
          [t.labelled, kilograms(row.labelledGrams)],
          ...trade(row),
        ])}
      />
      <Heading>{t.products}</Heading>
      <Figures
        caption={t.products}
        rows={numbers.products.map((row) => [
          [
            t.product,
            products.find(({ product }) => product === row.product)?.definition.name[language] ?? row.product,
          ],
          [t.season, String(row.season)],
          [t.mass, kilograms(row.massGrams)],
          [t.flowed, kilograms(row.drawnGrams)],
          [t.labelled, kilograms(row.labelledGrams)],
          [t.labels, String(row.labels)],
          [t.active, String(row.activated)],
          [t.void, String(row.voided)],
          [t.labelsReturned, String(row.labelsReturned)],
          [t.recalled, kilograms(row.recalledGrams)],
          ...trade(row),
        ])}
      />
      <Heading>{t.schemes}</Heading>
      <Figures
        caption={t.schemes}
        rows={numbers.schemes.map((row) => [
          [
            t.scheme,
            certificates.find(({ document }) => document.scheme === row.scheme)?.document.schemeName[language] ??
              row.scheme,
          ],
          [t.volume, kilograms(row.volumeGrams)],
          [t.used, kilograms(row.usedGrams)],
          [t.labelled, kilograms(row.labelledGrams)],
          ...trade(row),
        ])}
      />
    </>
  );
}
