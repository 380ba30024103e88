import type { ComponentChildren } from "preact";
import { levelOf } from "#core/recall/levels.ts";
import { read } from "../api.ts";
import { counted, dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { shownTime } from "../parts/clock.ts";
import { Icon } from "../parts/icon.tsx";
import { Screen, Shown } from "../parts/screen.tsx";
import type { RecallDetail } from "../read/recalls.ts";
import { useLoaded, useView } from "../read/use-view.ts";
import { nameOf, useSession } from "../session.ts";
import { Ahead } from "./announcing.tsx";
import { ScopeTable } from "./scope-table.tsx";
import { Shares } from "./shares.tsx";
import { ClosingSum } from "./sum.tsx";
import { common, perMille } from "./words.ts";

const words = dictionary(
  {
    title: "召回公告和报告",
    print: "打印",
    basis: "按《食品安全法》第六十三条的事项编排；不是官方表格，报送前请与当地要求核对。",
    drill: "演练：没有货被真的召回。",
    parts: {
      what: "一、召回的食品",
      why: "二、召回的原因和级别",
      stop: "三、停止生产经营",
      notice: "四、通知生产经营者和消费者",
      where: "五、召回情况",
      disposal: "六、无害化处理、销毁",
      end: "七、结论",
    },
    products: "产品",
    reason: "原因",
    level: "级别",
    asked: "召回范围的依据",
    days: (from: string, to: string) => `${from || "…"} 至 ${to || "…"}`,
    known: "知道有问题",
    ordered: "发起召回",
    by: "发起方",
    after: (hours: number, limit: number) => `知道后 ${hours} 小时，期限 ${limit} 小时`,
    limit: "完成期限",
    within: (days: number) => `公告起 ${days} 个工作日`,
    measures: "措施",
    phone: "召回电话",
    stoppedAt: (time: string) => `${time} 停止销售`,
    notStopped: "还没有回签",
    registered: "没有回签，由监管现场登记",
    buyers: (labels: number) => `${labels} 枚标签的扫码页面，从链上召回起写明“已召回”，请买家不要食用。`,
    noBuyers: "演练，标签页面没有改变。",
    holders: (of: number, signed: number, registered: number) =>
      `${of} 家持有方，${signed} 家已回签报数${registered > 0 ? `，${registered} 家由监管登记` : ""}。`,
    found: (share: string) => `说明去向的占 ${share}`,
    destroyed: (time: string, place: string, who: string, batch: string, grams: string, method: string) =>
      `${time}，${place}，${who}：批次 ${batch}，${grams}，${method}`,
    witness: (who: string) => `${who}见证并签名`,
    unwitnessed: (who: string) => `等${who}见证签名`,
    announced: (told: string, time: string, place: string) => `${told} 提前报告：${time}，${place}`,
    unannounced: "没有提前报告时间、地点",
    none: "没有。",
    open: "还没有结案。",
    line: (index: number) => `公开账本第 ${index} 行`,
  },
  {
    title: "Recall notice and report",
    print: "Print",
    basis: "In the order of 食品安全法 art. 63; not an official form: compare with local demands before filing.",
    drill: "A drill: no goods were called back.",
    parts: {
      what: "1. The food recalled",
      why: "2. Reason and level",
      stop: "3. Production and sale stopped",
      notice: "4. Notices to businesses and buyers",
      where: "5. How far it got",
      disposal: "6. Rendered harmless, destroyed",
      end: "7. Conclusion",
    },
    products: "Products",
    reason: "Reason",
    level: "Level",
    asked: "Scope found by",
    days: (from, to) => `${from || "…"} to ${to || "…"}`,
    known: "Known since",
    ordered: "Ordered",
    by: "By",
    after: (hours, limit) => `${counted(hours, "hour")} after it was known; the limit is ${limit}`,
    limit: "To end within",
    within: (days) => `${days} working days of the notice`,
    measures: "Measures",
    phone: "Recall phone",
    stoppedAt: (time) => `stopped selling ${time}`,
    notStopped: "has not answered yet",
    registered: "has not answered; the regulator registered its stock",
    buyers: (labels) =>
      `The pages of ${counted(labels, "label")} say “recalled: do not consume” since the recall on the chain.`,
    noBuyers: "A drill; no label's page has changed.",
    holders: (of, signed, registered) =>
      `${of} holders, ${signed} of them signed and reported${registered > 0 ? `, ${registered} registered by the regulator` : ""}.`,
    found: (share) => `${share} accounted for`,
    destroyed: (time, place, who, batch, grams, method) =>
      `${time}, ${place}, ${who}: batch ${batch}, ${grams}, ${method}`,
    witness: (who) => `witnessed and signed by ${who}`,
    unwitnessed: (who) => `waits for ${who} as witness`,
    announced: (told, time, place) => `announced ${told}: ${time}, ${place}`,
    unannounced: "time and place were not announced",
    none: "None.",
    open: "Not closed yet.",
    line: (index) => `line ${index} of the public log`,
  },
);

/** Notice and report in one printable page, from what was signed and nothing else. */
export function RecallReport({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const id = params[0] ?? "";
  const loaded = useLoaded(() => read<RecallDetail>(`/recalls/${id}`), [id]);
  return (
    <Screen
      title={`${t.title} ${id}`}
      actions={
        <button type="button" class="quiet not-printed" onClick={() => print()}>
          <Icon name="print" /> {t.print}
        </button>
      }
    >
      <Shown loaded={loaded}>{(one) => <Report one={one} />}</Shown>
    </Screen>
  );
}

const Part = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);

function Facts({ rows }: { rows: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="effects">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Report({ one }: { one: RecallDetail }) {
  const t = useWords(words);
  const w = useWords(common);
  const language = useLanguage();
  const { actors } = useSession();
  const products = useView("/products").data?.products ?? [];
  const name = (actor: string) => nameOf(actors, actor)[language];
  const { order, graph, holders, open, closed } = one;
  const level = levelOf(order.level);
  const hours = Math.ceil((Date.parse(order.occurredAt) - Date.parse(order.knownAt)) / 3_600_000);
  const productNames = [...new Set(graph.batches.map(({ product }) => product))].map(
    (product) => products.find((known) => known.product === product)?.definition.name[language] ?? product,
  );
  const { by, value, manufacturer, from, to } = order.query;
  const asked = [w.kinds[by], value, manufacturer, (from || to) && t.days(from ?? "", to ?? "")];
  const answered = holders.map((holder) => ({
    holder,
    at: one.shares.find((share) => share.holder === holder && share.acknowledgedAt)?.acknowledgedAt,
    done: !open.holders.includes(holder),
  }));
  const told = (destruction: string): string => {
    const before = one.announcements.find((said) => said.destruction === destruction);
    return before
      ? t.announced(shownTime(before.announcedAt), shownTime(before.plannedAt), before.place)
      : t.unannounced;
  };
  const stopped = answered.map(
    ({ holder, at, done }) =>
      [name(holder), at ? t.stoppedAt(shownTime(at)) : done ? t.registered : t.notStopped] as const,
  );
  const done = answered.filter((one) => one.done);
  const signed = done.filter(({ at }) => at).length;
  return (
    <article class="paper">
      <p class="paper-title">
        {t.title} {one.recall}
      </p>
      <p class="note">{t.basis}</p>
      {order.drill && <p class="late">{t.drill}</p>}
      <Part title={t.parts.what}>
        <Facts
          rows={[
            [t.products, productNames.join("、")],
            [t.asked, asked.filter(Boolean).join(" · ")],
          ]}
        />
        <ScopeTable scope={graph} />
      </Part>
      <Part title={t.parts.why}>
        <Facts
          rows={[
            [t.reason, order.reason],
            [t.level, `${w.level(order.level)}：${level[language]}`],
            [t.known, shownTime(order.knownAt)],
            [t.ordered, `${shownTime(order.occurredAt)}（${t.after(hours, level.startHours)}）`],
            [t.limit, t.within(level.workingDays)],
            [t.by, name(one.orderedBy)],
          ]}
        />
      </Part>
      <Part title={t.parts.stop}>
        <Facts rows={[[t.measures, order.measures], ...stopped]} />
      </Part>
      <Part title={t.parts.notice}>
        <p>{t.holders(holders.length, signed, done.length - signed)}</p>
        <p>{order.drill ? t.noBuyers : t.buyers(graph.labels)}</p>
        <Facts rows={[[t.phone, order.contact]]} />
      </Part>
      <Part title={t.parts.where}>
        <ClosingSum sum={one.sum} />
        <p class="note">{t.found(perMille(one.completeness))}</p>
        <Shares one={one} />
        <Facts
          rows={one.shares.flatMap(({ holder, batch, note }) =>
            note === undefined ? [] : [[`${name(holder)} ${batch}`, note] as const],
          )}
        />
      </Part>
      <Part title={t.parts.disposal}>
        {one.destructions.length === 0 && <p>{t.none}</p>}
        <Ahead one={one} />
        <ul class="history">
          {one.destructions.map((d) => (
            <li key={d.destruction}>
              <b>{d.destruction}</b>
              <p>
                {t.destroyed(
                  shownTime(d.destroyedAt),
                  d.place,
                  name(d.by),
                  d.batch,
                  kilograms(d.stockGrams + d.returnedGrams),
                  d.method,
                )}
                {"，"}
                {d.witnessed ? t.witness(name(d.witness)) : t.unwitnessed(name(d.witness))}
              </p>
              <p class="note">{told(d.destruction)}</p>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t.parts.end}>
        <p>{closed ? closed.sum.conclusion : t.open}</p>
        {closed && (
          <p class="note">
            {name(closed.by)} · {shownTime(closed.sum.occurredAt)} · {t.line(closed.index + 1)}
          </p>
        )}
      </Part>
    </article>
  );
}
