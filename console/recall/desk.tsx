import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { shownTime } from "../parts/clock.ts";
import { Icon } from "../parts/icon.tsx";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import type { RecallBrief } from "../read/recalls.ts";
import { useLiveView } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import { nameOf, useSession } from "../session.ts";
import { common, perMille } from "./words.ts";

const words = dictionary(
  {
    title: "召回",
    start: "发起召回或演练",
    all: "召回和演练",
    none: "没有召回过，也没有演练过。先做一次演练，看看多久能找齐。",
    found: (share: string) => `找到 ${share}`,
    waiting: (n: number) => `${n} 家没签`,
  },
  {
    title: "Recall",
    start: "Order a recall or a drill",
    all: "Recalls and drills",
    none: "Nothing was recalled and nothing drilled so far. Try a drill: how long until all is found?",
    found: (share) => `${share} found`,
    waiting: (n) => `${n} not signed`,
  },
);

export function RecallDesk() {
  const t = useWords(words);
  const loaded = useLiveView("/recalls");
  return (
    <Screen title={t.title}>
      <p class="row">
        <a class="button" href={hrefOf("recall-order")}>
          <Icon name="flag" /> {t.start}
        </a>
      </p>
      <Heading>{t.all}</Heading>
      <Shown loaded={loaded}>
        {({ recalls }) =>
          recalls.length === 0 ? (
            <Empty>{t.none}</Empty>
          ) : (
            <ul class="rows">
              {recalls.map((one) => (
                <Row key={one.recall} one={one} />
              ))}
            </ul>
          )
        }
      </Shown>
    </Screen>
  );
}

function Row({ one: { recall, order, orderedBy, sum, completeness, open, closed } }: { one: RecallBrief }) {
  const t = useWords(words);
  const w = useWords(common);
  const language = useLanguage();
  const { actors } = useSession();
  const parts = [
    shownTime(order.occurredAt),
    nameOf(actors, orderedBy)[language],
    kilograms(sum.producedGrams),
    t.found(perMille(completeness)),
    closed ? w.closed : t.waiting(open.holders.length),
  ];
  return (
    <li>
      <div>
        <b>
          {recall} {order.drill ? w.drill : `${w.recall} ${w.level(order.level)}`}
        </b>
        <p class="note">{parts.join(" · ")}</p>
        <p class="note">{order.reason}</p>
      </div>
      <a class={closed ? "calm" : ""} href={hrefOf("recall-case", recall)}>
        {closed ? w.closed : w.open}
      </a>
    </li>
  );
}
