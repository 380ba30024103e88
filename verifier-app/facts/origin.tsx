import { number } from "../format.ts";
import { RichText } from "../rich-text.tsx";
import type { SectionProps } from "./facts.tsx";
import { Grade } from "./grade.tsx";
import { LookAround } from "./look-around.tsx";
import { PlotMap } from "./plot-map.tsx";
import { drawPlots } from "./project.ts";
import { ThroughCamera } from "./through-camera.tsx";

/** 长在哪里: the plots, and how much of the harvest came from each. */
export function Origin(props: SectionProps) {
  const { story, scene, words, facts: f } = props;
  const { language } = words;
  const plots = story.plots;
  const drawing = drawPlots(plots);
  const towns = [...new Set(plots.map(({ survey }) => survey.town[language]))].map(
    (town) => [town, plots.filter(({ survey }) => survey.town[language] === town).length] as const,
  );
  const all = plots.reduce((sum, { grams }) => sum + grams, 0);
  return (
    <section>
      <h2>{f.origin.h}</h2>
      {drawing ? (
        <>
          <Grade of="measured" facts={f} />
          <p>{f.origin.from(plots.length, towns)}</p>
          <PlotMap drawing={drawing} names={plots.map(({ survey }) => survey.name[language])} facts={f} />
          {drawing.apart && <p class="line">{f.origin.apart}</p>}
          <div class="shares" aria-hidden="true">
            {plots.map(({ number: no, shareBasisPoints }) => (
              <span key={no} style={{ flexGrow: shareBasisPoints }}>
                {shareBasisPoints >= 1200
                  ? `${f.origin.number(no)} ${number(Math.round(shareBasisPoints / 100))}%`
                  : ""}
              </span>
            ))}
          </div>
          <p class="line">
            <RichText
              of={
                f.origin.shares(
                  plots.map(({ survey, grams }) => [survey.name[language], grams] as const),
                  all,
                ) + (scene.sample ? f.origin.sample : "")
              }
            />
          </p>
          <LookAround {...props} />
          <ThroughCamera {...props} />
        </>
      ) : (
        <p>{f.origin.none}</p>
      )}
    </section>
  );
}
