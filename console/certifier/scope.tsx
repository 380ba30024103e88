import { dictionary, useWords } from "../language.ts";
import { gramsOf, kilogramText } from "../parts/amount.ts";
import { Chips, type Option, WeightField } from "../parts/field.tsx";

/** What a certificate covers, as it is being filled in. `volumes`: kilograms as typed, by product. */
export type Scope = {
  readonly products: readonly string[];
  readonly volumes: Readonly<Record<string, string>>;
  readonly plots: readonly string[];
};
type Volumes = readonly { readonly product: string; readonly volumeGrams: number }[];

/** A scope that is there already, to be changed. */
export const scopeOf = (of: { readonly products: Volumes; readonly plots: readonly string[] }): Scope => ({
  products: of.products.map(({ product }) => product),
  volumes: Object.fromEntries(of.products.map(({ product, volumeGrams }) => [product, kilogramText(volumeGrams)])),
  plots: of.plots,
});
/** Grams by product; 0 where none are typed yet. */
export const volumesOf = ({ products, volumes }: Scope): Volumes =>
  products.map((product) => ({ product, volumeGrams: gramsOf(volumes[product] ?? "") ?? 0 }));

const words = dictionary(
  { volume: (product: string) => `${product}，最多多少` },
  { volume: (product) => `${product}, at most` },
);

type ScopeFieldsProps = {
  readonly scope: Scope;
  readonly onScope: (changed: Partial<Scope>) => void;
  readonly labels: { readonly products: string; readonly plots: string };
  readonly products: readonly Option[];
  readonly plots: readonly Option[];
  /** What is to be said of a product's volume. */
  readonly noteOf?: (product: string) => string;
};
export function ScopeFields({ scope, onScope, labels, products, plots, noteOf }: ScopeFieldsProps) {
  const t = useWords(words);
  const nameOf = (product: string) => products.find(({ value }) => value === product)?.text ?? product;
  return (
    <>
      <Chips
        label={labels.products}
        many
        options={products}
        chosen={scope.products}
        onChosen={(chosen) => onScope({ products: chosen })}
      />
      {scope.products.map((product) => (
        <WeightField
          key={product}
          label={t.volume(nameOf(product))}
          note={noteOf?.(product) ?? ""}
          value={scope.volumes[product] ?? ""}
          onValue={(value) => onScope({ volumes: { ...scope.volumes, [product]: value } })}
        />
      ))}
      <Chips
        label={labels.plots}
        many
        options={plots}
        chosen={scope.plots}
        onChosen={(chosen) => onScope({ plots: chosen })}
      />
    </>
  );
}
