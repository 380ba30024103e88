import { useState } from "preact/hooks";
import type { RecognitionTermsFields } from "#core/statement/recognition.ts";
import { recognise, setRecognition } from "#core/work/recognition.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { Changing } from "../parts/changing.tsx";
import { addMonths, localDate, localTime, shownSeconds } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { DateField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import type { Recognition } from "../read/certification.ts";
import { useView } from "../read/use-view.ts";
import { useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { recognitionWords } from "./states.ts";

type Change = "suspended" | "in-force" | "ended";
const words = dictionary(
  {
    missing: "没有这项互认。",
    conditions: "条件",
    law: (title: string, no: string) => `${title}（${no}）`,
    unchecked: "条款还没有人与官方文本核对过。签名以前，请您核对。",
    from: "从哪天起",
    to: "到哪天止",
    badDates: "止日在起日之前",
    recognise: "登记互认",
    said: (name: string, from: string, to: string) => `我登记${name}，条款如上，${from} 至 ${to} 有效。`,
    consequence: "条款的指纹写进合约，以后不能改；要改，登记一项新的。",
    verbs: { suspended: "暂停互认", "in-force": "恢复互认", ended: "终止互认" },
    changes: (verb: string, name: string) => `我${verb}：${name}，立即生效。`,
    reason: "原因（会公开）",
    noReason: "没填原因",
    history: "历史",
  },
  {
    missing: "There is no such recognition.",
    conditions: "Conditions",
    law: (title, no) => `${title} (${no})`,
    unchecked: "Nobody has compared these terms with the official text yet. Please do so before you sign.",
    from: "From",
    to: "To",
    badDates: "it ends before it begins",
    recognise: "Put on record",
    said: (name, from, to) => `I put ${name} on record, on the terms above, in force ${from} to ${to}.`,
    consequence: "The contract holds the terms' hash; they never change. Other terms are another recognition.",
    verbs: { suspended: "Suspend", "in-force": "Restore", ended: "End" },
    changes: (verb, name) => `${verb}, at once: ${name}.`,
    reason: "Reason (public)",
    noReason: "the reason is missing",
    history: "History",
  },
);

/** One recognition: its terms, and what its accreditor may do; or terms that nobody has put on record yet. */
export function RecognitionPage({ params: [id = ""] }: { params: readonly string[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const loaded = useView("/recognitions");
  const known = loaded.data?.recognitions.find(({ recognition }) => recognition === id);
  const template = loaded.data?.templates.find(({ recognition }) => recognition === id);
  const terms = known?.terms ?? template;
  return (
    <Screen title={terms?.name[language] ?? id}>
      <Shown loaded={loaded}>
        {() =>
          terms ? (
            <div class="columns">
              <Terms terms={terms} />
              <div>{known ? <Change recognition={known} /> : template && <Recognise terms={template} />}</div>
            </div>
          ) : (
            <Empty>{t.missing}</Empty>
          )
        }
      </Shown>
    </Screen>
  );
}

function Terms({ terms: { legalBasis, conditions, verifiedAgainstOfficial } }: { terms: RecognitionTermsFields }) {
  const t = useWords(words);
  const language = useLanguage();
  return (
    <div>
      <p>{t.law(legalBasis.title[language], legalBasis.no)}</p>
      {!verifiedAgainstOfficial && <p class="note">{t.unchecked}</p>}
      <Heading>{t.conditions}</Heading>
      <ul class="rows">
        {conditions.map(({ id, text, law }) => (
          <li key={id}>
            <div>
              {text[language]}
              <p class="note">
                {id} · {law}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Recognise({ terms }: { terms: RecognitionTermsFields }) {
  const t = useWords(words);
  const language = useLanguage();
  const { form, set } = useForm(() => {
    const from = localDate(new Date());
    return { from, to: addMonths(from, 36) };
  });
  return (
    <>
      <div class="pair">
        <DateField label={t.from} value={form.from} onValue={set("from")} />
        <DateField label={t.to} value={form.to} onValue={set("to")} />
      </div>
      <Commitment
        about={{ title: { zh: words.zh.recognise, en: words.en.recognise }, detail: terms.name }}
        missing={form.to < form.from ? t.badDates : undefined}
        consequence={t.consequence}
        label={t.recognise}
        task={() => ({
          steps: recognise(sha256, {
            ...terms,
            occurredAt: localTime(new Date()),
            validFrom: form.from,
            validTo: form.to,
          }),
          ids: [terms.recognition, terms.fromScheme, terms.toScheme],
        })}
      >
        {t.said(terms.name[language], form.from, form.to)}
      </Commitment>
    </>
  );
}

function Change({ recognition: { recognition, accreditor, terms, state, history } }: { recognition: Recognition }) {
  const t = useWords(words);
  const states = useWords(recognitionWords);
  const language = useLanguage();
  const { me } = useSignedIn();
  const [change, setChange] = useState<Change>();
  const may: readonly Change[] =
    accreditor !== me.actor
      ? []
      : state === "in-force"
        ? ["suspended", "ended"]
        : state === "suspended"
          ? ["in-force", "ended"]
          : [];
  return (
    <>
      <p>
        <b>{states[state]}</b> {terms.validFrom} – {terms.validTo}
      </p>
      <p>
        {may.map((one) => (
          <button
            key={one}
            type="button"
            class={one === "ended" ? "quiet danger" : "quiet"}
            aria-pressed={change === one}
            onClick={() => setChange(one)}
          >
            {t.verbs[one]}…
          </button>
        ))}
      </p>
      {change && (
        <Changing
          key={change}
          title={t.verbs[change]}
          danger={change === "ended"}
          reasonLabel={t.reason}
          noReason={t.noReason}
          said={t.changes(t.verbs[change], terms.name[language])}
          about={{ zh: words.zh.verbs[change], en: words.en.verbs[change] }}
          task={(reason) => ({
            steps: setRecognition(sha256, { recognition, state: change, reason }),
            ids: [recognition],
          })}
        />
      )}
      {history.length > 0 && <Heading>{t.history}</Heading>}
      <ol class="history">
        {history.map((one) => (
          <li key={one.time} class={one.state === "in-force" ? "" : "late"}>
            <b>
              {shownSeconds(one.time)} {states[one.state]}
            </b>
            <p class="note">{one.reason}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
