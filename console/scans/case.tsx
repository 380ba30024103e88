import { useState } from "preact/hooks";
import { sayPlace, sayReason } from "#core/scan/say.ts";
import type { ScanCaseClosed } from "#core/statement/scan.ts";
import { closeScanCase } from "#core/work/scans.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { localTime, shownSeconds, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { TextField } from "../parts/field.tsx";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import type { ScanCase } from "../read/scan-cases.ts";
import { useView } from "../read/use-view.ts";
import { nameOf, useSession, useSignedIn } from "../session.ts";
import { outcomes } from "./words.ts";

type Outcome = ScanCaseClosed["outcome"];
const words = dictionary(
  {
    title: (code: string) => `码 ${code}`,
    missing: "没有这个案件。",
    sub: (batch: string, opened: string) => `批次 ${batch} · ${opened} 报警`,
    why: "为什么报警",
    places: "在哪里扫的",
    masked: "码只显示头尾：看得到这张单子的人，不该能照着印。",
    ended: "怎么结的",
    endedBy: (who: string, when: string, index: number) => `${who}，${when}，账本第 ${index} 行`,
    choose: "查清以后",
    verbs: { "false-alarm": "结案：误报", copied: "结案：确有复印" },
    effects: {
      "false-alarm": "此前的扫码不再算数，买家下一次打开恢复“通过”。以后又有很多地方扫，会另开一案。",
      copied: "买家看到的一直是“可能被复印”，并看到下面写的原因。",
    },
    reason: "查到了什么（会公开）",
    noReason: "没填查到了什么",
    said: (who: string, time: string, code: string, outcome: string) =>
      `我代表${who}，于 ${time} 查清码 ${code}：${outcome}，情况如上。`,
    sign: "签名结案",
  },
  {
    title: (code) => `Code ${code}`,
    missing: "There is no such case.",
    sub: (batch, opened) => `batch ${batch} · raised ${opened}`,
    why: "Why it was raised",
    places: "Where it was scanned",
    masked: "Only the ends of the code are shown: whoever reads this list should not be able to print it.",
    ended: "How it ended",
    endedBy: (who, when, index) => `${who}, ${when}, line ${index} of the log`,
    choose: "When it is clear",
    verbs: { "false-alarm": "Close: false alarm", copied: "Close: copied" },
    effects: {
      "false-alarm":
        "Scans so far no longer count, and the next buyer sees “passed” again. Many more places later open another case.",
      copied: "Buyers go on seeing “may be copied”, with the reason written below.",
    },
    reason: "What you found (public)",
    noReason: "what you found is missing",
    said: (who, time, code, outcome) => `For ${who} I looked into code ${code} on ${time}: ${outcome}, as said above.`,
    sign: "Sign and close",
  },
);

export function ScanCasePage({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const loaded = useView("/scan-cases");
  const one = loaded.data?.cases.find((found) => found.case === params[0]);
  return (
    <Screen title={t.title(one?.code ?? "")} {...(one && { sub: t.sub(one.batch, shownSeconds(one.openedAt)) })}>
      <Shown loaded={loaded}>{() => (one ? <Case one={one} /> : <Empty>{t.missing}</Empty>)}</Shown>
    </Screen>
  );
}

function Case({ one }: { one: ScanCase }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me } = useSignedIn();
  const cells = [...new Set(one.reasons.flatMap(({ places }) => places))];
  return (
    <div class="columns">
      <div>
        <Heading>{t.why}</Heading>
        {one.reasons.map((reason) => (
          <p key={reason.rule}>{sayReason(reason, language)}</p>
        ))}
        {cells.length > 0 && (
          <>
            <Heading>{t.places}</Heading>
            <p>{[...new Set(cells.map((cell) => sayPlace(cell, language)))].join(language === "zh" ? "、" : ", ")}</p>
          </>
        )}
        <p class="note">{t.masked}</p>
      </div>
      <div>{one.closed ? <Ended closed={one.closed} /> : me.roles.includes("operator") && <Closing one={one} />}</div>
    </div>
  );
}

function Ended({ closed }: { closed: NonNullable<ScanCase["closed"]> }) {
  const t = useWords(words);
  const state = useWords(outcomes);
  const language = useLanguage();
  const { actors } = useSession();
  return (
    <>
      <Heading>{t.ended}</Heading>
      <p>
        <b>{state[closed.outcome]}</b>
      </p>
      <p>{closed.reason}</p>
      <p class="note">
        {t.endedBy(nameOf(actors, closed.actor)[language], shownTime(closed.occurredAt), closed.index)}
      </p>
    </>
  );
}

function Closing({ one }: { one: ScanCase }) {
  const t = useWords(words);
  const state = useWords(outcomes);
  const language = useLanguage();
  const { me } = useSignedIn();
  const [outcome, setOutcome] = useState<Outcome>("false-alarm");
  const [reason, setReason] = useState("");
  const time = localTime(new Date());
  return (
    <section class="asking">
      <h2>{t.choose}</h2>
      <div class="row">
        {(["false-alarm", "copied"] as const).map((each) => (
          <button
            key={each}
            type="button"
            class="quiet"
            aria-pressed={outcome === each}
            onClick={() => setOutcome(each)}
          >
            {t.verbs[each]}
          </button>
        ))}
      </div>
      <p>{t.effects[outcome]}</p>
      <TextField label={t.reason} value={reason} onValue={setReason} area />
      <Commitment
        about={{
          title: { zh: words.zh.verbs[outcome], en: words.en.verbs[outcome] },
          detail: { zh: one.code, en: one.code },
        }}
        missing={reason.trim() === "" ? t.noReason : undefined}
        label={t.sign}
        task={() => ({
          steps: closeScanCase({
            occurredAt: localTime(new Date()),
            case: one.case,
            batch: one.batch,
            outcome,
            reason: reason.trim(),
          }),
          ids: [one.case],
        })}
      >
        {t.said(me.name[language], shownTime(time), one.code, state[outcome])}
      </Commitment>
    </section>
  );
}
