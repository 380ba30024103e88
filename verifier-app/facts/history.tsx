import type { StoryEarly, TimelineItem, Times } from "#core/evidence/story.ts";
import { dateTime } from "../format.ts";
import { Icon } from "../icon.tsx";
import { RichText } from "../rich-text.tsx";
import type { FactsWords } from "../words/facts-zh.ts";
import type { Words } from "../words/zh.ts";
import type { SectionProps } from "./facts.tsx";
import { Grade } from "./grade.tsx";
import { Photos } from "./photos.tsx";
import { monthTime, year } from "./quantities.ts";
import { tellStep } from "./step.ts";

/** 经过了什么: each step with its three times. */
export function History({ story, words, facts: f }: SectionProps) {
  const years = new Set(
    story.timeline
      .flatMap(({ times }) => [
        times.occurredAt,
        times.recordedAt,
        ...(times.anchoredAt === undefined ? [] : [times.anchoredAt]),
      ])
      .map(year),
  );
  const only = years.size === 1 ? [...years][0] : undefined;
  return (
    <section>
      <h2>{f.history.h}</h2>
      {story.timeline.length > 0 && <Grade of="self-declared" facts={f} />}
      {story.timeline.length === 0 ? <p>{f.history.none}</p> : <p class="line">{f.history.lead(only ?? "")}</p>}
      {story.early.map((one, at) => (
        <Early key={at} early={one} words={words} facts={f} />
      ))}
      <ol class="timeline" role="list">
        {story.timeline.map((item, at) => (
          <Item key={at} item={item} when={only ? monthTime : dateTime} words={words} facts={f} />
        ))}
      </ol>
    </section>
  );
}

/** Picked too early, and who answers for it; while nobody does it is what the verdict on top says, too. */
function Early({ early, words, facts: { history } }: { early: StoryEarly; words: Words; facts: FactsWords }) {
  const { plot, harvestedOn, daysAfter, intervalDays, resolution } = early;
  return (
    <div class={`flag early ${resolution || intervalDays === undefined ? "doubt" : "alarm"}`}>
      <p>{history.early(plot[words.language], harvestedOn, daysAfter, intervalDays)}</p>
      <p>
        {resolution
          ? history.resolved(
              resolution.by[words.language],
              resolution.person,
              resolution.at.slice(0, 10),
              resolution.reason,
            )
          : history.unresolved}
      </p>
    </div>
  );
}

type ItemProps = { item: TimelineItem; when: (seconds: number) => string; words: Words; facts: FactsWords };

function Item({ item, when, words, facts }: ItemProps) {
  const { title, notes, warning } = tellStep(item, words, facts);
  const { times } = item;
  return (
    <li class={times.late ? "late" : ""}>
      <h3>
        <RichText of={title} />
      </h3>
      <p class="line">
        <RichText of={notes.join(words.language === "zh" ? " ・ " : " · ")} />
      </p>
      {warning && <p class={`flag ${warning.tone}`}>{warning.text}</p>}
      <Photos photos={item.photos} of={title} facts={facts} />
      <ThreeTimes times={times} when={when} facts={facts} />
      {times.late && (
        <p class="flag doubt">
          <Icon name="clock" />
          {facts.history.late(words.duration(times.recordedAt - times.occurredAt))}
        </p>
      )}
    </li>
  );
}

const ThreeTimes = ({
  times,
  when,
  facts: { history },
}: {
  times: Times;
  when: (seconds: number) => string;
  facts: FactsWords;
}) => (
  <dl class="times">
    <div class="occurred">
      <dt>{history.happened}</dt>
      <dd>{when(times.occurredAt)}</dd>
    </div>
    <div class="recorded">
      <dt>{history.recorded}</dt>
      <dd>{when(times.recordedAt)}</dd>
    </div>
    <div class={times.anchoredAt === undefined ? "open" : "anchored"}>
      <dt>{history.anchored}</dt>
      <dd>{times.anchoredAt === undefined ? history.notAnchored : when(times.anchoredAt)}</dd>
    </div>
  </dl>
);
