import { useState } from "preact/hooks";
import { hex } from "#core/bytes.ts";
import { attest } from "#core/work/recognition.ts";
import { read } from "../api.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { localTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, SelectField, TextField } from "../parts/field.tsx";
import { FileButton } from "../parts/file-button.tsx";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import type { RecognitionAnswer } from "../read/certification.ts";
import { useLoaded, useView } from "../read/use-view.ts";
import { useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";

const words = dictionary(
  {
    title: "互认条件",
    none: "没有带您证书的批次。",
    nothing: "这批货没有可用的互认。",
    batch: "哪一批",
    met: "满足",
    unmet: "不满足",
    sum: (market: string, satisfied: number, missing: number, blocking: number) =>
      `${market}：符合 ${satisfied} 条，没证明 ${missing} 条，不符合 ${blocking} 条`,
    condition: "说明哪一条",
    note: "怎么查的（会公开）",
    file: "随附文件（留指纹，文件不上传）",
    noNote: "没填怎么查的",
    noFile: "这一条要附英文文件",
    english: "附的是英文文件",
    said: (batch: string, text: string, met: boolean) =>
      `批次 ${batch}：“${text}”，我查过，${met ? "满足" : "不满足"}。`,
    sign: "签名",
  },
  {
    title: "Conditions of recognition",
    none: "No batch carries one of your certificates.",
    nothing: "No recognition applies to this batch.",
    batch: "Which batch",
    met: "met",
    unmet: "not met",
    sum: (market, satisfied, missing, blocking) =>
      `${market}: ${satisfied} satisfied, ${missing} not shown, ${blocking} not satisfied`,
    condition: "About which condition",
    note: "How it was checked (public)",
    file: "Document (its hash is kept, the file stays here)",
    noNote: "say how it was checked",
    noFile: "this one asks for a document in English",
    english: "The document is in English",
    said: (batch, text, met) => `Batch ${batch}: “${text}” — I checked, it is ${met ? "met" : "not met"}.`,
    sign: "Sign",
  },
);

export function Attest() {
  const t = useWords(words);
  const { me } = useSignedIn();
  const certificates = useView("/certificates");
  const batches = useView("/batches");
  const [chosen, setChosen] = useState("");
  return (
    <Screen title={t.title}>
      <Shown loaded={certificates}>
        {({ certificates }) => (
          <Shown loaded={batches}>
            {({ batches }) => {
              const mine = new Set(
                certificates.filter(({ body }) => body === me.actor).map(({ certificate }) => certificate),
              );
              const own = batches.filter(({ certificate }) => mine.has(certificate));
              const batch = chosen || (own[0]?.batch ?? "");
              if (batch === "") return <Empty>{t.none}</Empty>;
              return (
                <>
                  <SelectField
                    label={t.batch}
                    value={batch}
                    onValue={setChosen}
                    options={own.map((one) => ({ value: one.batch, text: one.batch }))}
                  />
                  <Answers key={batch} batch={batch} />
                </>
              );
            }}
          </Shown>
        )}
      </Shown>
    </Screen>
  );
}

function Answers({ batch }: { batch: string }) {
  const t = useWords(words);
  const loaded = useLoaded(
    () => read<{ answers: readonly RecognitionAnswer[] }>(`/batches/${encodeURIComponent(batch)}/recognitions`),
    [batch],
  );
  return (
    <Shown loaded={loaded}>
      {({ answers }) =>
        answers.length === 0 ? (
          <Empty>{t.nothing}</Empty>
        ) : (
          answers.map((answer) => <Answer key={answer.recognition} batch={batch} answer={answer} />)
        )
      }
    </Shown>
  );
}

function Answer({ batch, answer }: { batch: string; answer: RecognitionAnswer }) {
  const t = useWords(words);
  const language = useLanguage();
  const terms = useView("/recognitions").data?.recognitions.find(
    (one) => one.recognition === answer.recognition,
  )?.terms;
  const conditions = (terms?.conditions ?? []).filter(({ ask }) => ask.look === "attested");
  const [condition, setCondition] = useState("");
  const [met, setMet] = useState(true);
  const [note, setNote] = useState("");
  const [file, setFile] = useState<{ title: string; sha256: string }>();
  const choose = async (picked: File | undefined): Promise<void> =>
    setFile(
      picked && {
        title: picked.name.normalize("NFC").slice(0, 80),
        sha256: hex(sha256(new Uint8Array(await picked.arrayBuffer()))),
      },
    );
  const [language2, setLanguage2] = useState<readonly string[]>(["en"]);
  const one = conditions.find(({ id }) => id === condition) ?? conditions[0];
  const wanted = one?.ask.look === "attested" ? one.ask.language : undefined;
  const missing = () => {
    if (note.trim() === "") return t.noNote;
    return met && wanted !== undefined && !(file && language2.includes(wanted)) ? t.noFile : undefined;
  };
  return (
    <section>
      <Heading>{answer.name[language]}</Heading>
      <p>{t.sum(answer.market[language], answer.satisfied.length, answer.missing.length, answer.blocking.length)}</p>
      {one && (
        <>
          <SelectField
            label={t.condition}
            value={one.id}
            onValue={setCondition}
            options={conditions.map(({ id, text }) => ({ value: id, text: text[language] }))}
          />
          <Chips
            label={one.text[language]}
            options={[
              { value: "met", text: t.met },
              { value: "unmet", text: t.unmet },
            ]}
            chosen={[met ? "met" : "unmet"]}
            onChosen={([value]) => setMet(value === "met")}
          />
          <TextField label={t.note} value={note} onValue={setNote} area />
          <div class="field">
            <FileButton accept="*/*" onFiles={([picked]) => void choose(picked)}>
              {t.file}
            </FileButton>
          </div>
          {file && (
            <Chips
              label={file.title}
              many
              options={[{ value: "en", text: t.english }]}
              chosen={language2}
              onChosen={setLanguage2}
            />
          )}
          <Commitment
            about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: batch, en: batch } }}
            missing={missing()}
            label={t.sign}
            task={() => ({
              steps: attest({
                occurredAt: localTime(new Date()),
                recognition: answer.recognition,
                condition: one.id,
                batch,
                met,
                note: note.trim(),
                ...(file && { document: { ...file, language: language2.includes("en") ? "en" : "zh" } }),
              }),
              ids: [],
            })}
          >
            {t.said(batch, one.text[language], met)}
          </Commitment>
        </>
      )}
    </section>
  );
}
