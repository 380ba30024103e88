import { useState } from "preact/hooks";
import { type StoryScene, scenesOf } from "#core/evidence/scenes.ts";
import { Icon } from "../icon.tsx";
import { Place } from "../place/place.tsx";
import type { Viewer } from "../place/view.tsx";
import type { SectionProps } from "./facts.tsx";

/** 站在茶园里看一圈: a button for each plot that has a scene. */
export function LookAround(props: SectionProps) {
  const views = scenesOf({ entries: props.scene.source?.bundle.entries ?? [] }, props.story.plots);
  return (
    <>
      {views.map((view) => (
        <One key={view.plot.plot} {...props} view={view} named={views.length > 1} />
      ))}
    </>
  );
}

/** Nothing of it is loaded before it is asked for. */
function One({ scene, words, facts: f, view, named }: SectionProps & { view: StoryScene; named: boolean }) {
  const [viewer, setViewer] = useState<Viewer | "loading" | "missing">();
  if (typeof viewer === "object") return <Place scene={scene} view={view} viewer={viewer} words={words} />;
  const load = () => {
    setViewer("loading");
    import("../place/viewer.ts").then(
      async (module) => {
        await module.styled;
        setViewer(module);
      },
      () => setViewer("missing"),
    );
  };
  return (
    <>
      <button type="button" class="outlined" onClick={load} disabled={viewer === "loading"}>
        <Icon name="eye" />
        {f.origin.around(named ? view.plot.name[words.language] : undefined)}
      </button>
      <p class="line" role="status">
        {viewer === "loading" ? words.loading : viewer === "missing" ? f.origin.aroundMissing : ""}
      </p>
    </>
  );
}
