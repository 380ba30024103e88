import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import type { Scope } from "../read/recalls.ts";
import { nameOf, useSession } from "../session.ts";

const words = dictionary(
  {
    title: "范围里的批次",
    batch: "批次",
    holder: "持有方",
    mass: "批次总量",
    here: "还在这一批",
    labels: "标签",
    sum: "合计",
    stopped: "链上已召回",
  },
  {
    title: "Batches in scope",
    batch: "Batch",
    holder: "Holder",
    mass: "Mass",
    here: "Still here",
    labels: "Labels",
    sum: "Sum",
    stopped: "recalled on the chain",
  },
);

export function ScopeTable({ scope }: { scope: Scope }) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSession();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways and must take the keyboard
    <section class="wide" tabIndex={0} aria-label={t.title}>
      <table>
        <thead>
          <tr>
            {[t.batch, t.here, t.holder, t.mass, t.labels].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scope.batches.map((one) => (
            <tr key={one.batch}>
              <th scope="row">
                {one.batch} {one.recalled && <span class="alarm note">{t.stopped}</span>}
              </th>
              <td>{kilograms(one.grams)}</td>
              <td>{nameOf(actors, one.holder)[language]}</td>
              <td>{kilograms(one.massGrams)}</td>
              <td>{one.labels}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.sum}</th>
            <td>
              <b>{kilograms(scope.producedGrams)}</b>
            </td>
            <td />
            <td />
            <td>
              <b>{scope.labels}</b>
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
