import { dictionary, useLanguage, useWords } from "../language.ts";
import { Icon } from "../parts/icon.tsx";
import { waitsFor } from "../read/recalls.ts";
import { useLiveView } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import { nameOf, useSession } from "../session.ts";
import { common } from "./words.ts";

const words = dictionary(
  {
    label: "召回通知",
    stop: "立即停止销售",
    count: "照常销售，今天盘一次库",
    by: (who: string) => `${who}发出`,
    answer: "回复",
  },
  {
    label: "Recall notices",
    stop: "Stop selling at once",
    count: "Keep selling; count your stock today",
    by: (who) => `from ${who}`,
    answer: "Answer",
  },
);

/** Whoever holds goods of a recall sees it before anything else. */
export function RecallNotices({ of }: { of: string }) {
  const t = useWords(words);
  const w = useWords(common);
  const language = useLanguage();
  const { actors } = useSession();
  const open = useLiveView("/recalls").data?.recalls.filter((one) => waitsFor(one, of)) ?? [];
  if (open.length === 0) return null;
  return (
    <section class="recall-notices" aria-label={t.label}>
      {open.map(({ recall, order, orderedBy }) => (
        <div key={recall}>
          <p>
            <Icon name="flag" />
            <b>
              {order.drill ? w.drill : w.recall} {w.level(order.level)}
            </b>
            <span>{order.drill ? t.count : t.stop}</span>
          </p>
          <p class="note">
            {order.reason} · {t.by(nameOf(actors, orderedBy)[language])}
          </p>
          <a class={order.drill ? "button" : "button main danger"} href={hrefOf("recall-answer", recall)}>
            {t.answer} {recall}
          </a>
        </div>
      ))}
    </section>
  );
}
