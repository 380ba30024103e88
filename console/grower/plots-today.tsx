import { counted, dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { Bar } from "../parts/bar.tsx";
import { localDate, monthDay } from "../parts/clock.ts";
import { Empty, Heading, Shown } from "../parts/screen.tsx";
import { daysSinceSpraying, heldBy, seasonOf, shutBy } from "../read/plots.ts";
import { useLiveView } from "../read/use-view.ts";
import type { Plot } from "../read/views.ts";
import { useSignedIn } from "../session.ts";

const words = dictionary(
  {
    title: "今天哪块能采",
    none: "还没有地块。请运营方测绘登记。",
    open: "可以采",
    unknown: "间隔期不知道",
    from: (day: string) => `${day} 起`,
    since: (days: number) => `离上次用药 ${days} 天`,
    never: "没有用药记录",
    sprayed: (on: string) => `${on} 用过药`,
    left: "今年还能采多少",
    sum: (whole: string, used: string) => `这几块地今年共 ${whole}，已采 ${used}。`,
    rest: (grams: string) => `还能采 ${grams} 鲜叶。`,
    used: "已采",
  },
  {
    title: "What may be picked today",
    none: "No plots yet. Ask the operator to survey them.",
    open: "open",
    unknown: "interval unknown",
    from: (day) => `from ${day}`,
    since: (days) => `${counted(days, "day")} since the last spraying`,
    never: "no spraying on record",
    sprayed: (on) => `sprayed on ${on}`,
    left: "What is left this year",
    sum: (whole, used) => `These plots carry ${whole} this year; ${used} picked.`,
    rest: (grams) => `${grams} of leaf may still be picked.`,
    used: "picked",
  },
);

export function PlotsToday() {
  const t = useWords(words);
  const { me } = useSignedIn();
  const loaded = useLiveView("/plots");
  const today = localDate(new Date());
  const season = Number(today.slice(0, 4));
  return (
    <>
      <Heading>{t.title}</Heading>
      <Shown loaded={loaded}>
        {({ plots }) => {
          const own = heldBy(plots, me.actor);
          if (own.length === 0) return <Empty>{t.none}</Empty>;
          const sum = (name: "capacityGrams" | "usedGrams") =>
            own.reduce((total, plot) => total + (seasonOf(plot, season)?.[name] ?? 0), 0);
          const [whole, used] = [sum("capacityGrams"), sum("usedGrams")];
          return (
            <>
              <ul class="rows">
                {own.map((plot) => (
                  <PlotLine key={plot.plot} plot={plot} today={today} />
                ))}
              </ul>
              <Heading>{t.left}</Heading>
              <p>{t.sum(kilograms(whole), kilograms(used))}</p>
              <Bar used={used} whole={whole} label={t.used} />
              <p class="note">{t.rest(kilograms(whole - used))}</p>
            </>
          );
        }}
      </Shown>
    </>
  );
}

function PlotLine({ plot, today }: { plot: Plot; today: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const shut = shutBy(plot, today);
  const days = daysSinceSpraying(plot, today);
  return (
    <li>
      <div>
        <b>{plot.survey.name[language]}</b>
        <p class="note">{shut ? t.sprayed(monthDay(shut.appliedOn)) : days === undefined ? t.never : t.since(days)}</p>
      </div>
      <b class={shut ? "alarm" : "received"}>
        {!shut ? t.open : shut.opensOn === undefined ? t.unknown : t.from(monthDay(shut.opensOn))}
      </b>
    </li>
  );
}
