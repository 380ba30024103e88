import { dictionary, useWords } from "../language.ts";
import { shownTime } from "../parts/clock.ts";
import { Empty, Heading, Shown } from "../parts/screen.tsx";
import { useLiveView } from "../read/use-view.ts";
import { useSignedIn } from "../session.ts";

const words = dictionary(
  {
    title: "我的报告",
    none: "没有检测报告。",
    rows: (n: number) => `${n} 项`,
    batch: (batch: string) => `批次 ${batch}`,
  },
  { title: "My reports", none: "No test report.", rows: (n) => `${n} analytes`, batch: (batch) => `batch ${batch}` },
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
            <ul class="rows">
              {own.map(({ report, document }) => (
                <li key={report}>
                  <div>
                    <b>{report}</b>
                    <p class="note">
                      {shownTime(document.occurredAt)} · {t.batch(document.batch)}
                    </p>
                  </div>
                  <b class="calm">{t.rows(document.results.length)}</b>
                </li>
              ))}
            </ul>
          );
        }}
      </Shown>
    </>
  );
}
