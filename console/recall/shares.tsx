import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import type { RecallDetail, RecallShare } from "../read/recalls.ts";
import { hrefOf } from "../route.ts";
import { nameOf, useSession } from "../session.ts";
import { common } from "./words.ts";

const words = dictionary(
  {
    title: "谁手里有多少",
    holder: "持有方",
    had: "名下",
    delivered: "转给别家",
    stock: "在库",
    returned: "退回",
    destroyed: "销毁",
    sold: "已售",
    signed: "签名",
    yes: "已签",
    registered: "监管登记",
    not: "没签",
    apart: (grams: string) => `差 ${grams}`,
    sum: "合计",
    inspect: "现场核查登记",
  },
  {
    title: "Who has how much",
    holder: "Holder",
    had: "Had",
    delivered: "Passed on",
    stock: "In stock",
    returned: "Returned",
    destroyed: "Destroyed",
    sold: "Sold",
    signed: "Signed",
    yes: "signed",
    registered: "registered by the regulator",
    not: "not signed",
    apart: (grams) => `${grams} off`,
    sum: "Sum",
    inspect: "Register an inspection",
  },
);

/** One line for each holder and batch, with what is still open. */
export function Shares({ one }: { one: RecallDetail }) {
  const t = useWords(words);
  const w = useWords(common);
  const { me } = useSession();
  const inspects = !one.closed && (me?.roles.includes("regulator") ?? false);
  const { sum, shares } = one;
  const heads = [t.holder, t.signed, t.had, t.stock, t.sold, t.returned, t.destroyed, w.missing, t.delivered];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways and must take the keyboard
    <section class="wide" tabIndex={0} aria-label={t.title}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shares.map((share) => (
            <ShareRow key={`${share.holder} ${share.batch}`} one={one} share={share} inspects={inspects} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.sum}</th>
            <td>
              {one.holders.length - one.open.holders.length} / {one.holders.length}
            </td>
            <td>{kilograms(sum.producedGrams)}</td>
            {[sum.stockGrams, sum.soldGrams, sum.returnedGrams, sum.destroyedGrams, sum.missingGrams].map(
              (grams, at) => (
                <td key={heads[at + 3]}>
                  <b>{kilograms(grams)}</b>
                </td>
              ),
            )}
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function ShareRow({ one, share, inspects }: { one: RecallDetail; share: RecallShare; inspects: boolean }) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSession();
  const waits = one.open.holders.includes(share.holder);
  return (
    <tr>
      <th scope="row">
        {nameOf(actors, share.holder)[language]} <span class="note">{share.batch}</span>
      </th>
      <td>
        {waits ? (
          <span class="state waits">
            {share.reportedBy && share.unexplainedGrams !== 0
              ? t.apart(kilograms(Math.abs(share.unexplainedGrams)))
              : t.not}
          </span>
        ) : (
          <span class="state received">{share.reportedBy === share.holder ? t.yes : t.registered}</span>
        )}
        {inspects && waits && (
          <a href={hrefOf("recall-answer", one.recall, share.holder)} class="inspect">
            {t.inspect}
          </a>
        )}
      </td>
      <td>{kilograms(share.producedGrams)}</td>
      <td>{kilograms(share.stockGrams)}</td>
      <td>{kilograms(share.soldGrams)}</td>
      <td>{kilograms(share.returnedGrams)}</td>
      <td>{kilograms(share.destroyedGrams)}</td>
      <td class={share.missingGrams > 0 ? "alarm" : ""}>{kilograms(share.missingGrams)}</td>
      <td>{kilograms(share.deliveredGrams)}</td>
    </tr>
  );
}
