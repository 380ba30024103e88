import type { ComplaintView } from "#core/complaint/message.ts";
import { dictionary, useWords } from "../language.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import { useLiveView } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import { common, stateOf } from "./words.ts";

const hours = (seconds: number): string => (seconds / 3600).toFixed(1);
const words = dictionary(
  {
    none: "还没有人反映过问题。",
    pace: (received: number, answered: number) => `一共 ${received} 条，答复了 ${answered} 条。`,
    median: (time: string) => `一半在 ${time} 小时内答复。`,
    longest: (time: string) => `等得最久的已经等了 ${time} 小时。`,
    open: "打开",
  },
  {
    none: "No complaints so far.",
    pace: (received, answered) => `${received} in all, ${answered} answered. `,
    median: (time) => `Half of them within ${time} h. `,
    longest: (time) => `The longest has waited ${time} h.`,
    open: "Open",
  },
);

/** What buyers reported, the newest first; what waits stands out. */
export function ComplaintDesk() {
  const t = useWords(words);
  const w = useWords(common);
  const loaded = useLiveView("/complaints");
  return (
    <Screen title={w.title}>
      <Shown loaded={loaded}>
        {({ pace, complaints }) =>
          complaints.length === 0 ? (
            <Empty>{t.none}</Empty>
          ) : (
            <>
              <p class="note">
                {t.pace(pace.received, pace.answered)}
                {pace.medianSeconds !== undefined && t.median(hours(pace.medianSeconds))}
                {pace.longestWaitSeconds !== undefined && t.longest(hours(pace.longestWaitSeconds))}
              </p>
              <ul class="rows">
                {complaints.map((one) => (
                  <Row key={one.complaint} one={one} />
                ))}
              </ul>
            </>
          )
        }
      </Shown>
    </Screen>
  );
}

function Row({ one }: { one: ComplaintView }) {
  const t = useWords(words);
  const w = useWords(common);
  const state = stateOf(one);
  const parts = [shownTime(localTime(new Date(one.receivedAt))), one.product, one.batch].filter(Boolean);
  return (
    <li>
      <div>
        <b>
          {one.complaint} {w.kinds[one.kind]}
        </b>
        <p class="note">{parts.join(" · ")}</p>
        <p class="note">{w[state]}</p>
      </div>
      <a class={state === "answered" ? "calm" : ""} href={hrefOf("complaint", one.complaint)}>
        {t.open}
      </a>
    </li>
  );
}
