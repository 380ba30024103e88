import { dictionary, useWords } from "../language.ts";
import { addDays } from "./clock.ts";

const words = dictionary(
  { days: ["一", "二", "三", "四", "五", "六", "日"], applied: "用药", shut: "不能采", today: "今天", open: "可采" },
  { days: ["M", "T", "W", "T", "F", "S", "S"], applied: "sprayed", shut: "closed", today: "today", open: "opens" },
);

/** The weeks around an interval, Monday first: which days are shut, and from when a plot may be picked. */
export function Calendar({
  appliedOn,
  opensOn,
  today,
  caption,
}: {
  appliedOn: string;
  /** Absent: the label's interval is not known, and no day opens. */
  opensOn: string | undefined;
  today: string;
  caption: string;
}) {
  const t = useWords(words);
  const from = addDays(monday(appliedOn < today ? appliedOn : today), 0);
  const opens = opensOn ?? addDays(today, 7);
  const last = opens > today ? opens : today;
  const weeks: string[][] = [];
  for (let day = from; day <= last && weeks.length < 8; day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, k) => addDays(day, k)));
  const noteOf = (day: string): [string, string] => {
    const shut = day >= appliedOn && (opensOn === undefined || day < opensOn);
    if (day === today) return [shut ? "shut today" : "today", t.today];
    if (day === appliedOn) return ["shut", t.applied];
    if (shut) return ["shut", t.shut];
    return day === opensOn ? ["opens", t.open] : ["", ""];
  };
  return (
    <table class="calendar">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {t.days.map((day, k) => (
            <th key={k} scope="col">
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const [kind, note] = noteOf(day);
              return (
                <td key={day} class={kind}>
                  <time dateTime={day}>{Number(day.slice(8))}</time>
                  {note && <b>{note}</b>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const monday = (date: string): string => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
