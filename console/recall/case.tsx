import { useState } from "preact/hooks";
import { closeRecall } from "#core/work/recall.ts";
import { read } from "../api.ts";
import { counted, dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Heading, Screen, Shown } from "../parts/screen.tsx";
import { type RecallDetail, waitsFor } from "../read/recalls.ts";
import { useLoaded } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { Ahead } from "./announcing.tsx";
import { Picture } from "./picture.tsx";
import { Shares } from "./shares.tsx";
import { ClosingSum } from "./sum.tsx";
import { UnitsInScope } from "./units.tsx";
import { common, perMille } from "./words.ts";

const words = dictionary(
  {
    report: "公告和报告",
    answer: "我来回复",
    adds: "数加得上，一克不差。",
    apart: (grams: string) => `还有 ${grams} 没有说法。`,
    holders: "谁手里有多少",
    forward: "往后查：货去了哪里",
    told: "通知到了没有",
    pages: "扫码页面",
    pagesNow: (n: number) => `${n} 枚标签，从上链起都写“已召回”`,
    pagesDrill: "演练，页面不变",
    onChain: "已上链",
    signed: "持有方",
    found: "找齐程度",
    foundWhat: "有人签名说明去向的重量，没找到的不算",
    destroyed: "销毁",
    witnessed: (n: number, of: number) => `${of} 次，${n} 次有人见证`,
    reason: "原因",
    closeTitle: "结案",
    cannot: "现在还结不了",
    open: (grams: string, k: number, n: number) =>
      `还有 ${grams} 没有说法，${k} 家没签，${n} 次销毁没人见证。没签的可以由监管部门现场核查后代为登记。`,
    conclusion: "结论和整改",
    noConclusion: "没写结论",
    said: (sum: string, missing: string) => `我确认 ${sum}，${missing}`,
    none: "没有找不到的。",
    missing: (grams: string) => `${grams} 没找到，已写明去向或原因。`,
    sign: "签名结案",
    consequence: "结案以后这次召回不能再加记录。",
    closed: (who: string) => `${who}已结案`,
  },
  {
    report: "Notice and report",
    answer: "Answer",
    adds: "It adds up, to the gram.",
    apart: (grams) => `${grams} are still unexplained.`,
    holders: "Who has how much",
    forward: "Forward: where it went",
    told: "Who was told",
    pages: "Labels' pages",
    pagesNow: (n) => `Recalled on the page of ${counted(n, "label")} since it was on the chain`,
    pagesDrill: "a drill changes no page",
    onChain: "on the chain",
    signed: "Holders",
    found: "Found",
    foundWhat: "mass whose whereabouts somebody signed for; what is missing does not count",
    destroyed: "Destructions",
    witnessed: (n, of) => `${of}, of which ${n} witnessed`,
    reason: "Reason",
    closeTitle: "Close",
    cannot: "It cannot be closed yet",
    open: (grams, k, n) =>
      `${grams} are unexplained, ${k} holders have not signed, ${n} destructions lack their witness. For whoever does not sign the regulator may inspect and register.`,
    conclusion: "Conclusion and remedies",
    noConclusion: "the conclusion is missing",
    said: (sum, missing) => `I confirm that ${sum}; ${missing}`,
    none: "nothing is missing.",
    missing: (grams) => `the ${grams} missing are accounted for in notes.`,
    sign: "Sign and close",
    consequence: "After that nothing can be added to this recall.",
    closed: (who) => `Closed by ${who}`,
  },
);

export function CasePage({ params }: { params: readonly string[] }) {
  const w = useWords(common);
  const id = params[0] ?? "";
  const { again, ...loaded } = useLoaded(() => read<RecallDetail>(`/recalls/${id}`), [id]);
  const order = loaded.data?.order;
  return (
    <Screen
      title={`${order?.drill ? w.drill : w.recall} ${id}`}
      {...(order && { sub: `${w.level(order.level)} · ${shownTime(order.occurredAt)}` })}
    >
      <Shown loaded={loaded}>{(one) => <Case one={one} onClosed={again} />}</Shown>
    </Screen>
  );
}

function Case({ one, onClosed }: { one: RecallDetail; onClosed: () => void }) {
  const t = useWords(words);
  const { me } = useSignedIn();
  const { sum, order, recall } = one;
  return (
    <>
      <p class="row">
        {waitsFor(one, me.actor) && (
          <a class="button main" href={hrefOf("recall-answer", recall)}>
            {t.answer}
          </a>
        )}
        <a class="button" href={hrefOf("recall-report", recall)}>
          <Icon name="print" /> {t.report}
        </a>
      </p>
      <ClosingSum sum={sum} />
      <p class={one.open.unexplainedGrams === 0 ? "note" : "late"}>
        {one.open.unexplainedGrams === 0 ? t.adds : t.apart(kilograms(one.open.unexplainedGrams))}
      </p>
      <Heading>{t.holders}</Heading>
      <Shares one={one} />
      <div class="columns">
        <div>
          <Heading>{t.forward}</Heading>
          <Picture scope={one.graph} />
          <UnitsInScope scope={one.graph} />
        </div>
        <div>
          <Told one={one} />
          <Ahead one={one} titled />
          <Heading>{t.reason}</Heading>
          <p>{order.reason}</p>
          <Closing one={one} onClosed={onClosed} />
        </div>
      </div>
    </>
  );
}

function Told({ one }: { one: RecallDetail }) {
  const t = useWords(words);
  const signed = one.holders.length - one.open.holders.length;
  const witnessed = one.destructions.filter((d) => d.witnessed).length;
  const rows = [
    [t.pages, one.order.drill ? t.pagesDrill : t.pagesNow(one.graph.labels), one.order.drill ? "–" : t.onChain],
    [t.signed, "", `${signed} / ${one.holders.length}`],
    [t.found, t.foundWhat, perMille(one.completeness)],
    [t.destroyed, t.witnessed(witnessed, one.destructions.length), `${witnessed} / ${one.destructions.length}`],
  ] as const;
  return (
    <>
      <Heading>{t.told}</Heading>
      <ul class="rows">
        {rows.map(([name, note, value]) => (
          <li key={name}>
            <div>
              <b>{name}</b>
              {note && <p class="note">{note}</p>}
            </div>
            <b>{value}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

function Closing({ one, onClosed }: { one: RecallDetail; onClosed: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const [conclusion, setConclusion] = useState("");
  const { sum, open, closed, recall } = one;
  if (closed)
    return (
      <div class="outcome">
        <h2>{t.closed(nameOf(actors, closed.by)[language])}</h2>
        <p>{closed.sum.conclusion}</p>
      </div>
    );
  if (me.actor !== one.orderedBy && !me.roles.includes("regulator")) return null;
  if (open.holders.length + open.unwitnessed.length > 0 || open.unexplainedGrams !== 0)
    return (
      <section class="asking">
        <h2>{t.cannot}</h2>
        <p>{t.open(kilograms(open.unexplainedGrams), open.holders.length, open.unwitnessed.length)}</p>
      </section>
    );
  const { unexplainedGrams: _none, ...parts } = sum;
  const written = [parts.stockGrams, parts.returnedGrams, parts.destroyedGrams, parts.soldGrams, parts.missingGrams];
  return (
    <>
      <TextField label={t.conclusion} value={conclusion} onValue={setConclusion} area />
      <Commitment
        about={{ title: { zh: words.zh.closeTitle, en: words.en.closeTitle }, detail: { zh: recall, en: recall } }}
        missing={conclusion.trim() === "" ? t.noConclusion : undefined}
        label={t.sign}
        consequence={t.consequence}
        onSent={onClosed}
        task={() => ({
          steps: closeRecall({
            occurredAt: localTime(new Date()),
            recall,
            ...parts,
            conclusion: conclusion.trim(),
          }),
          ids: [],
        })}
      >
        {t.said(
          `${kilograms(parts.producedGrams)} = ${written.map(kilograms).join(" + ")}`,
          parts.missingGrams === 0 ? t.none : t.missing(kilograms(parts.missingGrams)),
        )}
      </Commitment>
    </>
  );
}
