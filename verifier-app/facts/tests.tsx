import type { StoryTest } from "#core/evidence/story.ts";
import { RichText } from "../rich-text.tsx";
import type { FactsWords } from "../words/facts-zh.ts";
import type { Words } from "../words/zh.ts";
import type { SectionProps } from "./facts.tsx";
import { Grade } from "./grade.tsx";
import { weight } from "./quantities.ts";
import { TestBar } from "./test-bar.tsx";

/** 检测了什么: the first line counts; every result stands against its limit. */
export const Tests = ({ story, words, facts }: SectionProps) => (
  <section>
    <h2>{facts.tests.h}</h2>
    {story.tests.length === 0 && <p>{facts.tests.none}</p>}
    {story.tests.some(({ withdrawn }) => !withdrawn) && <Grade of="third-party" facts={facts} />}
    {story.tests.map((test) => (
      <Report key={test.report} test={test} titled={story.tests.length > 1} words={words} facts={facts} />
    ))}
  </section>
);

type ReportProps = { test: StoryTest; titled: boolean; words: Words; facts: FactsWords };

/** What was taken back says so first, with both days; what it said is still there to be read. */
function Report(props: ReportProps) {
  const { test, titled, words, facts } = props;
  const { withdrawn, laboratory, report, reportedOn } = test;
  const { tests: t } = facts;
  const lab = laboratory[words.language];
  return (
    <>
      {titled && <h3>{t.report(lab)}</h3>}
      {withdrawn ? (
        <>
          <p class="flag early doubt">{t.withdrawn(reportedOn, lab, report, withdrawn.on, withdrawn.reason)}</p>
          <details>
            <summary>{t.before}</summary>
            <Said {...props} />
          </details>
        </>
      ) : (
        <Said {...props} />
      )}
    </>
  );
}

function Said({ test, words, facts: { tests: t } }: ReportProps) {
  const { language } = words;
  const lab = test.laboratory[language];
  const count = (judged: string) => test.results.filter((result) => result.judged === judged).length;
  const failed = test.results.filter(({ judged }) => judged === "failed");
  const sources = [...new Set(test.results.flatMap(({ limitSource }) => limitSource ?? []))];
  return (
    <>
      {failed.map(({ analyte, name, kind, value, limit, unit }) => (
        <p key={analyte} class="state failed">
          <RichText
            of={(kind === "maximum" ? words.concerns.over : words.concerns.under)(
              name[language],
              `${value ?? "—"} ${unit}`,
              limit ?? "—",
            )}
          />
        </p>
      ))}
      <p>
        <span class={test.missing.length > 0 ? "state unknown" : ""}>
          {t.lead(test.missing.map((one) => one[language]))}
        </span>
        {language === "en" ? " " : ""}
        <b>
          {t.counted(count("passed"), count("failed"), count("no-limit"), count("coarse"))}
          {language === "en" ? "." : "。"}
        </b>
      </p>
      <ul class="results" role="list">
        {test.results.map((result) => (
          <TestBar key={result.analyte} result={result} language={language} facts={t} />
        ))}
      </ul>
      <p class="line">
        <RichText
          of={[
            t.signed(
              lab,
              test.accreditations.map(({ kind, number }) => `${kind} ${number}`).join(" "),
              weight(test.quantityGrams),
            ),
            ...(sources.length > 0 ? [t.basis(words.listed(sources))] : []),
          ].join(language === "en" ? " " : "")}
        />
      </p>
    </>
  );
}
