import { scenesOf } from "#core/evidence/scenes.ts";
import { Place } from "../place/place.tsx";
import type { SectionProps } from "./facts.tsx";
import { OnTap } from "./on-tap.tsx";

/** 站在茶园里看一圈: a button for each plot that has a scene. */
export function LookAround({ scene, story, words, facts: { origin } }: SectionProps) {
  const views = scenesOf({ entries: scene.source?.bundle.entries ?? [] }, story.plots);
  return (
    <>
      {views.map((view) => (
        <OnTap
          key={view.plot.plot}
          name={origin.around(views.length > 1 ? view.plot.name[words.language] : undefined)}
          missing={origin.partMissing}
          words={words}
          load={() => import("../place/viewer.ts")}
        >
          {(viewer) => <Place scene={scene} view={view} viewer={viewer} words={words} />}
        </OnTap>
      ))}
    </>
  );
}
