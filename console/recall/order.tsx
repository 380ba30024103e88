import { useState } from "preact/hooks";
import { levelOf, levelSource, recallLevels } from "#core/recall/levels.ts";
import type { RecallQuery } from "#core/statement/recall.ts";
import { orderRecall } from "#core/work/recall.ts";
import { request } from "../api.ts";
import { counted, dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { localDate, localTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, TextField, TimeField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { nextBatch } from "../parts/next-id.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import type { Scope } from "../read/recalls.ts";
import { useLoaded, useView } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { Picture } from "./picture.tsx";
import { Question } from "./question.tsx";
import { ScopeTable } from "./scope-table.tsx";
import { UnitsInScope } from "./units.tsx";
import { common } from "./words.ts";

const words = dictionary(
  {
    title: "发起召回",
    scope: "会召回什么",
    nothing: "没有找到批次。请换一个查法。",
    real: "真的召回",
    kind: "召回还是演练",
    level: "级别",
    clock: (hours: number, days: number) => `知道有问题起 ${hours} 小时内发起，公告起 ${days} 个工作日内完成`,
    source: (rule: string, where: string) => `依据${rule}（读自${where}，待与原文核对）`,
    known: "什么时候知道有问题",
    late: (hours: number) => `已经过了 ${hours} 小时的期限，照样要发起，报告里会写明。`,
    reason: "原因（会公开）",
    measures: "要各家怎么做",
    measuresFirst: "立即停止销售，封存，报数，等候退回或销毁",
    drillFirst: "不停止销售，按通知盘库、报数",
    contact: "召回电话",
    missing: { reason: "没填原因", measures: "没写怎么做", contact: "没填电话", reading: "正在查范围" },
    said: (who: string, what: string, id: string, n: number, grams: string, holders: number) =>
      `我代表${who}发起${what} ${id}：${n} 个批次，${holders} 家手里共 ${grams}，原因如上。`,
    effect: "链上先召回，货不能再往下走，标签页从下一次扫码起写“已召回”。召回不能收回。",
    drillEffect: "演练不动链上的状态，也不影响销售和标签页。每家的回复照样签名留下。",
    sign: "签名召回",
    signDrill: "签名，开始演练",
    see: "看这次召回",
  },
  {
    title: "Order a recall",
    scope: "What would come back",
    nothing: "No batch was found. Ask another way.",
    real: "Recall for real",
    kind: "Recall or drill",
    level: "Level",
    clock: (hours, days) =>
      `to begin within ${counted(hours, "hour")} of knowing, to end ${days} working days after the notice`,
    source: (rule, where) => `By ${rule} (read in ${where}; to be compared with the official text)`,
    known: "Known since",
    late: (hours) => `The ${hours} hours have passed. Order it all the same; the report says so.`,
    reason: "Reason (public)",
    measures: "What holders are to do",
    measuresFirst: "Stop selling, seal, report, wait for return or destruction",
    drillFirst: "Keep selling; count the stock and report",
    contact: "Recall phone",
    missing: {
      reason: "the reason is missing",
      measures: "the measures are missing",
      contact: "the phone is missing",
      reading: "looking the scope up",
    },
    said: (who, what, id, n, grams, holders) =>
      `For ${who} I order ${what} ${id}: ${counted(n, "batch", "batches")}, ${grams} with ${holders} holders, for the reason above.`,
    effect:
      "The chain stops the goods first; from the next scan on the labels' pages say recalled. It cannot be taken back.",
    drillEffect:
      "A drill changes nothing on the chain and stops no sale. Every answer is signed and kept all the same.",
    sign: "Sign the recall",
    signDrill: "Sign, begin the drill",
    see: "See this recall",
  },
);

/** Question → preview → order. */
export function OrderRecall({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const [by, value = ""] = params;
  const [query, setQuery] = useState<RecallQuery | undefined>(
    (by === "batch" || by === "plot") && value !== "" ? { by, value } : undefined,
  );
  return (
    <Screen title={t.title}>
      <Question first={query} onAsked={setQuery} />
      {query && <Found key={JSON.stringify(query)} query={query} />}
    </Screen>
  );
}

function Found({ query }: { query: RecallQuery }) {
  const t = useWords(words);
  const loaded = useLoaded(async () => ({ body: await request<Scope>(`/recall-scope?${addressed(query)}`) }), [query]);
  return (
    <>
      <Heading>{t.scope}</Heading>
      <Shown loaded={loaded}>
        {(scope) =>
          scope.batches.length === 0 ? (
            <Empty>{t.nothing}</Empty>
          ) : (
            <>
              <ScopeTable scope={scope} />
              <Picture scope={scope} />
              <UnitsInScope scope={scope} />
              <Form query={query} scope={scope} />
            </>
          )
        }
      </Shown>
    </>
  );
}

function Form({ query, scope }: { query: RecallQuery; scope: Scope }) {
  const t = useWords(words);
  const w = useWords(common);
  const language = useLanguage();
  const { me, actors, policy } = useSignedIn();
  const known = useView("/recalls").data?.recalls;
  const { form, set } = useForm({
    drill: false,
    level: 1,
    reason: "",
    measures: undefined as string | undefined,
    knownAt: localTime(new Date()),
    contact: policy.brand.recallLine ?? "",
  });
  const { startHours, workingDays, ...level } = levelOf(form.level);
  const now = new Date();
  const recall = nextBatch(
    form.drill ? "drill-" : "recall-",
    localDate(now),
    (known ?? []).map((one) => one.recall),
  );
  const measures = form.measures ?? (form.drill ? t.drillFirst : t.measuresFirst);
  const holders = new Set(scope.batches.filter(({ grams }) => grams > 0).map(({ holder }) => holder)).size;
  const late = now.getTime() - Date.parse(form.knownAt) > startHours * 3_600_000;
  const missing = !known
    ? t.missing.reading
    : form.reason.trim() === ""
      ? t.missing.reason
      : measures.trim() === ""
        ? t.missing.measures
        : form.contact.trim() === ""
          ? t.missing.contact
          : undefined;
  return (
    <>
      <Chips
        label={t.kind}
        options={[
          { value: "real", text: t.real },
          { value: "drill", text: w.drill },
        ]}
        chosen={[form.drill ? "drill" : "real"]}
        onChosen={([one]) => set("drill")(one === "drill")}
      />
      <Chips
        label={t.level}
        options={recallLevels.map((one) => ({ value: String(one.level), text: w.level(one.level) }))}
        chosen={[String(form.level)]}
        onChosen={([one]) => set("level")(Number(one))}
      />
      <p class="note">
        {level[language]}。{t.clock(startHours, workingDays)}。{t.source(levelSource.rule, levelSource.readIn)}
      </p>
      <TimeField label={t.known} value={form.knownAt} onValue={set("knownAt")} />
      {late && <p class="late note">{t.late(startHours)}</p>}
      <TextField label={t.reason} value={form.reason} onValue={set("reason")} area />
      <TextField label={t.measures} value={measures} onValue={set("measures")} area />
      <TextField label={t.contact} value={form.contact} onValue={set("contact")} mode="tel" />
      <Commitment
        danger={!form.drill}
        about={{
          title: form.drill ? { zh: common.zh.drill, en: common.en.drill } : { zh: words.zh.title, en: words.en.title },
          detail: { zh: recall, en: recall },
        }}
        missing={missing}
        label={form.drill ? t.signDrill : t.sign}
        consequence={form.drill ? t.drillEffect : t.effect}
        next={
          <a class="button" href={hrefOf("recall-case", recall)}>
            {t.see}
          </a>
        }
        task={() => ({
          steps: orderRecall(
            sha256,
            {
              recall,
              occurredAt: localTime(new Date()),
              drill: form.drill,
              level: form.level,
              reason: form.reason.trim(),
              knownAt: form.knownAt,
              measures: measures.trim(),
              contact: form.contact.trim(),
              query,
              roots: [...scope.roots],
              batches: scope.batches.map(({ batch, holder, grams }) => ({ batch, holder, grams })),
            },
            scope.batches.filter((one) => one.recalled).map(({ batch }) => batch),
          ),
          ids: [...scope.roots],
        })}
      >
        {t.said(
          nameOf(actors, me.actor)[language],
          form.drill ? w.drill : `${w.level(form.level)}${w.recall}`,
          recall,
          scope.batches.length,
          kilograms(scope.producedGrams),
          holders,
        )}
      </Commitment>
    </>
  );
}

const addressed = ({ by, value, manufacturer, from, to }: RecallQuery): URLSearchParams =>
  new URLSearchParams({ by, value, ...(manufacturer && { manufacturer }), ...(from && { from }), ...(to && { to }) });
