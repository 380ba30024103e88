import { counted, dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms, mu, percent } from "../parts/amount.ts";
import { Bar } from "../parts/bar.tsx";
import { localDate } from "../parts/clock.ts";
import { Empty, Heading, Shown } from "../parts/screen.tsx";
import { seasonOf } from "../read/plots.ts";
import { useLiveView } from "../read/use-view.ts";
import type { Batch, Plot } from "../read/views.ts";
import { hrefOf } from "../route.ts";

const words = dictionary(
  {
    title: (year: number) => `${year} 年：地够不够，账平不平`,
    surveyed: "测绘产能",
    picked: "已采鲜叶",
    labelled: "已贴标",
    recalled: "召回",
    plots: (n: number, area: string) => `${n} 块地，${area} 亩`,
    share: (n: number) => `占 ${n} %`,
    batches: (n: number) => `${n} 个批次`,
    none: "没有召回",
    each: "每块地的额度",
    plot: "地块",
    area: "亩",
    cap: "上限",
    used: "已采",
    much: "用了多少",
    again: "复测",
    numbers: "看公开数字",
    rule: "上限来自测绘，写在合约里，改小不能小于已用。",
    empty: "还没有地块。先测绘一块。",
  },
  {
    title: (year) => `${year}: does the land carry it?`,
    surveyed: "Surveyed capacity",
    picked: "Leaf picked",
    labelled: "Labelled",
    recalled: "Recalled",
    plots: (n, area) => `${counted(n, "plot")}, ${area} mu`,
    share: (n) => `${n} %`,
    batches: (n) => counted(n, "batch", "batches"),
    none: "nothing recalled",
    each: "Quota of each plot",
    plot: "Plot",
    area: "mu",
    cap: "Ceiling",
    used: "Picked",
    much: "How much of it",
    again: "Survey again",
    numbers: "See the public numbers",
    rule: "Ceilings follow from the survey and stand in the contract; never below what is used.",
    empty: "No plots yet. Survey one first.",
  },
);

export function Quota() {
  const t = useWords(words);
  const plots = useLiveView("/plots");
  const batches = useLiveView("/batches").data?.batches ?? [];
  return (
    <Shown loaded={plots}>
      {({ plots }) => (plots.length === 0 ? <Empty>{t.empty}</Empty> : <Table plots={plots} batches={batches} />)}
    </Shown>
  );
}

function Table({ plots, batches }: { plots: readonly Plot[]; batches: readonly Batch[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const season = Number(localDate(new Date()).slice(0, 4));
  const rows = plots.map((plot) => ({ plot, quota: seasonOf(plot, season) ?? { capacityGrams: 0, usedGrams: 0 } }));
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  const [whole, used] = [sum(({ quota }) => quota.capacityGrams), sum(({ quota }) => quota.usedGrams)];
  const recalled = batches.filter((one) => one.recalled).length;
  const labelled = batches.reduce((total, one) => total + one.labelledGrams, 0);
  return (
    <>
      <Heading>{t.title(season)}</Heading>
      <dl class="figures">
        <div>
          <dt>{t.surveyed}</dt>
          <dd>{kilograms(whole)}</dd>
          <dd>{t.plots(plots.length, mu(sum(({ plot }) => plot.survey.areaSquareMetres)))}</dd>
        </div>
        <div>
          <dt>{t.picked}</dt>
          <dd>{kilograms(used)}</dd>
          <dd>{t.share(percent(used, whole))}</dd>
        </div>
        <div>
          <dt>{t.labelled}</dt>
          <dd>{kilograms(labelled)}</dd>
          <dd>{t.batches(batches.filter((one) => one.labelledGrams > 0).length)}</dd>
        </div>
        <div class={recalled > 0 ? "alarm" : ""}>
          <dt>{t.recalled}</dt>
          <dd>{recalled}</dd>
          <dd>{recalled > 0 ? t.batches(recalled) : t.none}</dd>
        </div>
      </dl>
      <Heading>{t.each}</Heading>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways and must take the keyboard */}
      <section class="wide" tabIndex={0} aria-label={t.each}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.plot}</th>
              <th scope="col">{t.area}</th>
              <th scope="col">{t.cap}</th>
              <th scope="col">{t.used}</th>
              <th scope="col" colSpan={2}>
                {t.much}
              </th>
              <th scope="col">
                <span class="unseen">{t.again}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ plot, quota }) => (
              <tr key={plot.plot}>
                <th scope="row">
                  {plot.survey.name[language]} <span class="note">{plot.survey.town[language]}</span>
                </th>
                <td>{mu(plot.survey.areaSquareMetres)}</td>
                <td>{kilograms(quota.capacityGrams)}</td>
                <td>{kilograms(quota.usedGrams)}</td>
                <td class="bar-cell">
                  <Bar used={quota.usedGrams} whole={quota.capacityGrams} label={plot.survey.name[language]} />
                </td>
                <td class={percent(quota.usedGrams, quota.capacityGrams) >= 90 ? "late" : ""}>
                  {percent(quota.usedGrams, quota.capacityGrams)} %
                </td>
                <td>
                  <a href={hrefOf("survey", plot.plot)} aria-label={`${t.again} ${plot.survey.name[language]}`}>
                    {t.again}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="note">
        {t.rule} <a href={hrefOf("numbers")}>{t.numbers}</a>
      </p>
    </>
  );
}
