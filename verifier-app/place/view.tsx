import { useEffect, useRef, useState } from "preact/hooks";
import type { Look } from "./looking.ts";
import type { Panorama } from "./panorama.ts";
import type { PlaceWords } from "./words-zh.ts";

export type Viewer = typeof import("./viewer.ts");
type Props = {
  viewer: Viewer;
  picture: Blob;
  title: string;
  headingDegrees: number;
  described: string;
  words: PlaceWords;
};
type Shown = "drawing" | "round" | "flat";

/** The picture all around: dragged, turned by keys or by the phone; flat where there is no WebGL. */
export function View({ viewer, picture, title, headingDegrees, described, words }: Props) {
  const frame = useRef<HTMLDialogElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const panorama = useRef<Panorama | undefined>(undefined);
  const [shown, setShown] = useState<Shown>("drawing");
  const [look, setLook] = useState<Look>(viewer.START);
  const [full, setFull] = useState(false);
  const now = useRef(look);
  now.current = look;

  useEffect(() => {
    let gone = false;
    createImageBitmap(picture).then(
      (bitmap) => {
        if (gone || !canvas.current) return;
        panorama.current = viewer.panoramaOn(canvas.current, bitmap);
        setShown(panorama.current ? "round" : "flat");
      },
      () => setShown("flat"),
    );
    return () => {
      gone = true;
    };
  }, [picture]);
  // In the page it is a part of it; over the whole screen it is on top of everything, and Escape leaves it.
  useEffect(() => {
    const dialog = frame.current;
    if (!dialog) return;
    if (full) {
      dialog.removeAttribute("open");
      dialog.showModal();
    } else {
      if (dialog.open) dialog.close();
      dialog.setAttribute("open", "");
    }
  }, [full]);
  useEffect(() => {
    const draw = () =>
      panorama.current && canvas.current && viewer.drawLook(panorama.current, canvas.current, now.current);
    draw();
    addEventListener("resize", draw);
    return () => removeEventListener("resize", draw);
  }, [look, full, shown]);

  const degrees = Math.round(viewer.wrap(headingDegrees + look.yaw)) % 360;
  const heading = words.heading(viewer.windOf(degrees), degrees);
  if (shown === "flat") return <Flat picture={picture} described={described} words={words} />;
  return (
    <>
      <dialog ref={frame} class={full ? "around full" : "around"} aria-label={title} onClose={() => setFull(false)}>
        <canvas ref={canvas} />
        <div
          class="grip"
          role="slider"
          tabIndex={0}
          aria-label={words.slider}
          aria-valuemin={0}
          aria-valuemax={359}
          aria-valuenow={degrees}
          aria-valuetext={heading}
          onKeyDown={(event) => {
            const next = viewer.keyed(look, event.key);
            if (!next) return;
            event.preventDefault();
            setLook(next);
          }}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={(event) => {
            if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
            setLook(viewer.dragged(now.current, event.movementX, event.movementY, event.currentTarget.clientHeight));
          }}
        />
        <Compass degrees={degrees} />
        <p class="told">
          {words.drag}
          <br />
          {heading}
        </p>
        <button type="button" class="screen" onClick={() => setFull(!full)}>
          {full ? words.less : words.full}
        </button>
      </dialog>
      <p class="line">{described}</p>
      <Headset viewer={viewer} picture={picture} words={words} />
      <Gyroscope viewer={viewer} current={() => now.current} look={setLook} words={words} />
    </>
  );
}

const Compass = ({ degrees }: { degrees: number }) => (
  <svg class="compass" viewBox="-24 -24 48 48" aria-hidden="true">
    <circle r="24" />
    <g transform={`rotate(${-degrees})`}>
      <path class="north" d="M-5 0 0-18 5 0z" />
      <path class="south" d="M-5 0 0 18 5 0z" />
    </g>
  </svg>
);

function Flat({ picture, described, words }: { picture: Blob; described: string; words: PlaceWords }) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(picture);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section class="flat" tabIndex={0} aria-label={described}>
        {url && <img src={url} alt={described} />}
      </section>
      <p class="line">
        {words.flat} {described}
      </p>
    </>
  );
}

type Follow = { viewer: Viewer; current: () => Look; look: (next: Look) => void; words: PlaceWords };

function Gyroscope({ viewer, current, look, words }: Follow) {
  const stop = useRef<(() => void) | undefined>(undefined);
  const [state, setState] = useState<"off" | "on" | "none">("off");
  useEffect(() => () => stop.current?.(), []);
  if (!("DeviceOrientationEvent" in globalThis) || !("ontouchstart" in globalThis)) return null;
  const toggle = async () => {
    if (stop.current) {
      stop.current();
      stop.current = undefined;
      return setState("off");
    }
    stop.current = await viewer.follow(current, look);
    setState(stop.current ? "on" : "none");
  };
  return (
    <>
      <button type="button" class="outlined" onClick={toggle}>
        {state === "on" ? words.still : words.gyroscope}
      </button>
      {state === "none" && (
        <p class="line" role="status">
          {words.noGyroscope}
        </p>
      )}
    </>
  );
}

/** Only where there is one. */
function Headset({ viewer, picture, words }: { viewer: Viewer; picture: Blob; words: PlaceWords }) {
  const [offered, setOffered] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => void viewer.vrOffered().then(setOffered), []);
  if (!offered) return null;
  return (
    <>
      <button type="button" class="outlined" onClick={async () => setFailed(!(await viewer.enterVr(picture)))}>
        {words.headset}
      </button>
      {failed && (
        <p class="line" role="status">
          {words.noHeadset}
        </p>
      )}
    </>
  );
}
