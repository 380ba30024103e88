import { useEffect, useRef, useState } from "preact/hooks";
import type { StoryPlot } from "#core/evidence/story.ts";
import type { TypedPlace } from "#core/place/typed.ts";
import type { Words } from "../words/zh.ts";
import type { Heading } from "./compass.ts";
import type { Tools } from "./overlay.tsx";
import type { Here } from "./position.ts";
import { TypedFrom } from "./typed-from.tsx";
import type { Way } from "./way.ts";
import type { OverlayWords } from "./words-zh.ts";

type Named = { readonly plot: StoryPlot; readonly way: Way };
type DirectionsState = {
  readonly asked: "no" | "asking" | "told" | "refused";
  /** Nearest first; none before a place is known. */
  readonly ways: readonly Named[];
  /** None where the phone knows no north, and from a place that was typed. */
  readonly heading: Heading | undefined;
  readonly here: Here | undefined;
  readonly typed: TypedPlace | undefined;
  readonly ask: () => Promise<void>;
  readonly type: (place: TypedPlace) => void;
};

/** Nothing is asked of the phone before `ask`, which belongs on a tap. */
export function useDirections(tools: Tools, plots: readonly StoryPlot[]): DirectionsState {
  const [asked, setAsked] = useState<DirectionsState["asked"]>("no");
  const [here, setHere] = useState<Here>();
  const [typed, setTyped] = useState<TypedPlace>();
  const [heading, setHeading] = useState<Heading>();
  const stops = useRef<(() => void)[]>([]);
  const stop = () => {
    for (const one of stops.current.splice(0)) one();
  };
  useEffect(() => stop, []);
  const ask = async () => {
    stop();
    setTyped(undefined);
    setAsked("asking");
    if (await tools.orientationAllowed()) stops.current.push(tools.followCompass(setHeading));
    stops.current.push(
      tools.followPosition(
        (place) => {
          setHere(place);
          setAsked("told");
        },
        () => setAsked("refused"),
      ),
    );
  };
  const from = typed ? { at: typed.at, accuracyMetres: 0 } : here;
  const ways = from
    ? plots
        .map((plot) => ({ plot, way: tools.wayTo(plot, from.at, from.accuracyMetres) }))
        .sort((a, b) => a.way.metres - b.way.metres)
    : [];
  return {
    asked,
    ways,
    heading: typed ? undefined : heading,
    here: typed ? undefined : here,
    typed,
    ask,
    type: setTyped,
  };
}

type Shown = { readonly tools: Tools; readonly words: Words; readonly overlay: OverlayWords };

export function Directions(props: Shown & { readonly directions: DirectionsState; readonly sample: boolean }) {
  const { directions, sample, tools, words, overlay: o } = props;
  const { asked, ways, heading, here, typed } = directions;
  const said = ways.map((named) => told(named, props)).join(words.stop);
  return (
    <>
      {asked !== "told" && (
        <button type="button" class="outlined" disabled={asked === "asking"} onClick={() => void directions.ask()}>
          {o.ask}
        </button>
      )}
      <p class="unseen" role="status">
        {asked === "asking" ? o.asking : said}
      </p>
      {asked === "asking" && <p class="line">{o.asking}</p>}
      {asked === "refused" && (
        <p class="flag doubt" role="alert">
          {isSecureContext ? o.noPosition : o.insecure}
        </p>
      )}
      {ways.length > 0 && (
        <>
          <ol class="ways" role="list">
            {ways.map((named) => (
              <li key={named.plot.number}>
                <Pointer named={named} heading={heading} tools={tools} words={words} overlay={o} />
              </li>
            ))}
          </ol>
          <p class="line">
            {typed && o.from(typed.city?.[words.language])}
            {here && o.accuracy(here.accuracyMetres)}
            {heading ? o.compass(heading.accuracyDegrees) : o.northUp(typed !== undefined)}
            {sample && o.invented}
          </p>
        </>
      )}
      <TypedFrom open={asked === "refused"} tools={tools} onPlace={directions.type} overlay={o} />
      <p class="line">{o.kept}</p>
    </>
  );
}

/** An arrow to one plot: on a phone that knows north as it is held, else as on a map. */
export function Pointer({
  named,
  heading,
  tools,
  words,
  overlay: o,
}: Shown & { named: Named; heading: Heading | undefined }) {
  const { way } = named;
  const turn = heading && tools.turnTo(way.bearing, heading.degrees);
  return (
    <div class="pointer">
      {way.is === "there" && (
        <svg viewBox="-24 -24 48 48" aria-hidden="true">
          <circle r="23" />
          {turn === undefined && <path class="north" d="M0-23v6" />}
          <path class="arrow" transform={`rotate(${Math.round(turn ?? way.bearing)})`} d="M0-16 8 11 0 6-8 11z" />
        </svg>
      )}
      <p>
        {told(named, { tools, words, overlay: o })}
        {way.is === "there" && turn !== undefined && <b>{o.turn(Math.round(turn))}</b>}
      </p>
    </div>
  );
}

function told({ plot, way }: Named, { tools, words, overlay: o }: Shown): string {
  const name = plot.survey.name[words.language];
  switch (way.is) {
    case "inside":
      return o.inside(name);
    case "near":
      return o.near(name);
    case "there":
      return o.there(name, tools.windOf(way.bearing), o.distance(way.metres));
  }
}
