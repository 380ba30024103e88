import { useEffect, useRef, useState } from "preact/hooks";
import type { StoryScene } from "#core/evidence/scenes.ts";
import { dateTime } from "../format.ts";
import { type Fetched, fetchPicture } from "../picture.ts";
import type { Scene } from "../scene.ts";
import type { Words } from "../words/zh.ts";
import { View, type Viewer } from "./view.tsx";
import { placeEn } from "./words-en.ts";
import { type PlaceWords, placeZh } from "./words-zh.ts";

type Props = { scene: Scene; view: StoryScene; viewer: Viewer; words: Words };

export function Place(props: Props) {
  const { view, words } = props;
  const p = words.language === "en" ? placeEn : placeZh;
  const title = p.h(view.plot.name[words.language]);
  const [picture, setPicture] = useState<Fetched>();
  const fetchIt = () => {
    setPicture(undefined);
    void fetchPicture(view.picture).then(setPicture);
  };
  useEffect(fetchIt, [view.picture.sha256]);
  // What was pressed is gone: whoever uses a keyboard or a screen reader goes on here.
  const start = useRef<HTMLDivElement>(null);
  useEffect(() => start.current?.focus(), []);
  return (
    <div class="place" ref={start} tabIndex={-1}>
      <h3>{title}</h3>
      <p class="unseen" role="status">
        {picture === undefined ? p.fetching : ""}
      </p>
      {picture === undefined && <p class="line">{p.fetching}</p>}
      {picture === "missing" && (
        <>
          <p class="line" role="alert">
            {p.missing}
          </p>
          <button type="button" class="outlined" onClick={fetchIt}>
            {p.again}
          </button>
        </>
      )}
      {picture === "differs" && (
        <p class="flag alarm" role="alert">
          {p.differs}
        </p>
      )}
      {picture instanceof Blob && (
        <>
          <View
            viewer={props.viewer}
            picture={picture}
            title={title}
            headingDegrees={view.headingDegrees}
            described={view.description[words.language]}
            words={p}
          />
          <About {...props} place={p} />
        </>
      )}
    </div>
  );
}

/** Whether it shows the place, and what says so. */
function About({ scene, view, words, place: p }: Props & { place: PlaceWords }) {
  const { doubt, metresToEdge, plot } = view;
  const drawn = doubt === "drawing";
  const name = plot.name[words.language];
  const where =
    metresToEdge === undefined
      ? p.unplaced(name)
      : view.within
        ? p.inside(name, metresToEdge)
        : p.outsideOf(name, metresToEdge);
  return (
    <>
      <p class={doubt ? "flag doubt" : "flag real"}>
        {doubt ? { drawing: p.illustration, outside: p.outside, "no-position": p.noPosition }[doubt] : p.real}
      </p>
      {drawn && scene.sample && <p class="line">{p.sample}</p>}
      <dl class="about">
        <dt>{drawn ? p.drawnAt : p.takenAt}</dt>
        <dd>{dateTime(view.takenAt)}</dd>
        <dt>{p.place}</dt>
        <dd>{where}</dd>
        <dt>{p.file}</dt>
        <dd>{p.same}</dd>
        <dt>{drawn ? p.drawnBy : p.by}</dt>
        <dd>{p.signed(nameOf(scene, view)[words.language])}</dd>
      </dl>
    </>
  );
}

const nameOf = ({ source }: Scene, { actor, plot, holder }: StoryScene) =>
  actor === plot.holder
    ? holder
    : (source?.policy.roots.find((root) => root.actor === actor)?.name ?? { zh: actor, en: actor });
