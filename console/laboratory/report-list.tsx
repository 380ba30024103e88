import { useState } from "preact/hooks";
import { withdrawReport } from "#core/work/certificate.ts";
import { counted, dictionary, useWords } from "../language.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { Empty, Heading, Shown } from "../parts/screen.tsx";
import { useLiveView } from "../read/use-view.ts";
import type { Report } from "../read/views.ts";
import { useSignedIn } from "../session.ts";

const words = dictionary(
  {
    title: "我的报告",
    none: "没有检测报告。",
    rows: (n: number) => `${n} 项`,
    batch: (batch: string) => `批次 ${batch}`,
    gone: "已撤回",
    since: (time: string, reason: string) => `${time} 撤回：${reason}`,
    withdraw: "撤回一份报告",
    which: "哪一份",
    reason: "原因（会公开）",
    noReason: "没填原因",
    sign: "签名撤回",
    saying: (report: string, batch: string) => `我撤回批次 ${batch} 的检测报告 ${report}。`,
    consequence: "撤回以后不能恢复：这份报告不再证明什么，扫码的人会看到撤回的日期和原因，报告原文还看得到。",
  },
  {
    title: "My reports",
    none: "No test report.",
    rows: (n) => counted(n, "analyte"),
    batch: (batch) => `batch ${batch}`,
    gone: "withdrawn",
    since: (time, reason) => `withdrawn ${time}: ${reason}`,
    withdraw: "Withdraw a report",
    which: "Which one",
    reason: "Reason (public)",
    noReason: "the reason is missing",
    sign: "Sign the withdrawal",
    saying: (report, batch) => `I withdraw test report ${report} of batch ${batch}.`,
    consequence:
      "This is final: the report supports nothing any more, and whoever scans sees the day and the reason. What it said stays readable.",
  },
);

export function ReportList() {
  const t = useWords(words);
  const { me } = useSignedIn();
  const loaded = useLiveView("/reports");
  return (
    <>
      <Heading>{t.title}</Heading>
      <Shown loaded={loaded}>
        {({ reports }) => {
          const own = reports.filter(({ laboratory }) => laboratory === me.actor);
          if (own.length === 0) return <Empty>{t.none}</Empty>;
          return (
            <>
              <ul class="rows">
                {own.map(({ report, document, withdrawn }) => (
                  <li key={report}>
                    <div>
                      <b>{report}</b>
                      <p class="note">
                        {shownTime(document.occurredAt)} · {t.batch(document.batch)}
                      </p>
                      {withdrawn && <p class="note">{t.since(shownTime(withdrawn.at), withdrawn.reason)}</p>}
                    </div>
                    {withdrawn ? <b class="alarm">{t.gone}</b> : <b class="calm">{t.rows(document.results.length)}</b>}
                  </li>
                ))}
              </ul>
              <Withdrawing open={own.filter(({ withdrawn }) => !withdrawn)} />
            </>
          );
        }}
      </Shown>
    </>
  );
}

function Withdrawing({ open }: { open: readonly Report[] }) {
  const t = useWords(words);
  const [chosen, setChosen] = useState("");
  const [reason, setReason] = useState("");
  const found = open.find(({ report }) => report === chosen) ?? open[0];
  if (!found) return null;
  const { report, document } = found;
  return (
    <details class="folded">
      <summary>{t.withdraw}</summary>
      <SelectField
        label={t.which}
        value={report}
        onValue={setChosen}
        options={open.map((one) => ({ value: one.report, text: `${one.report}　${t.batch(one.document.batch)}` }))}
      />
      <TextField label={t.reason} value={reason} onValue={setReason} area />
      <Commitment
        danger
        about={{
          title: { zh: words.zh.withdraw, en: words.en.withdraw },
          detail: { zh: report, en: report },
        }}
        missing={reason.trim() === "" ? t.noReason : undefined}
        label={t.sign}
        consequence={t.consequence}
        task={() => ({
          steps: withdrawReport({ occurredAt: localTime(new Date()), report, reason: reason.trim() }),
          ids: [document.batch],
        })}
      >
        {t.saying(report, document.batch)}
      </Commitment>
    </details>
  );
}
