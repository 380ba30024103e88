import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../icon.tsx";
import type { Scene } from "../scene.ts";
import type { Tools } from "./overlay.tsx";
import type { Sight } from "./sight.ts";
import type { Tracked } from "./track.ts";
import type { OverlayWords } from "./words-zh.ts";

type Props = {
  readonly tools: Tools;
  readonly scene: Scene;
  readonly words: OverlayWords;
  readonly card: ComponentChildren;
  readonly children: ComponentChildren;
  readonly onNone: () => void;
  readonly onClose: () => void;
};

/** The camera's picture, and on it what belongs to the code that it sees. It closes when the page is hidden. */
export function Finder({ tools, scene, words: o, card, children, onNone, onClose }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const pinned = useRef<HTMLDivElement>(null);
  const [tracked, setTracked] = useState<Tracked>();
  useEffect(() => {
    const screen = video.current;
    let [gone, stop] = [false, () => {}];
    void (async () => {
      const camera = screen ? await tools.openCamera(screen) : undefined;
      if (gone) return camera?.close();
      if (!camera || !screen) return onNone();
      stop = camera.close;
      const read = await tools.reader();
      if (gone) return;
      const blind = tools.track(screen, read, setTracked);
      stop = () => {
        blind();
        camera.close();
      };
    })();
    const hidden = () => document.hidden && onClose();
    document.addEventListener("visibilitychange", hidden);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      gone = true;
      stop();
    };
  }, []);

  const ours = [location.host, ...(scene.source ? [scene.source.policy.brand.domain] : [])];
  const sight = tracked && scene.label && tools.sightOf(tracked.text, scene.label, ours);
  const said = sight ? saidOf(sight, o) : "";
  const box = video.current;
  const frame = { width: box?.clientWidth ?? 0, height: box?.clientHeight ?? 0 };
  const size = { width: pinned.current?.offsetWidth ?? 0, height: pinned.current?.offsetHeight ?? 0 };
  const pose = tracked && tools.poseOf(tracked.corners, size, frame);
  return (
    <>
      <div class="lens">
        <video ref={video} playsInline muted />
        {tracked && (
          <svg class={sight?.is === "own" ? "corners own" : "corners"} aria-hidden="true">
            <polygon points={tracked.corners.map(({ x, y }) => `${x},${y}`).join(" ")} />
          </svg>
        )}
        <div
          ref={pinned}
          class="pinned"
          style={{
            visibility: pose ? "visible" : "hidden",
            transform: pose
              ? `translate(${pose.x}px, ${pose.y}px) translate(-50%, -50%) rotate(${pose.tilt}deg)`
              : "none",
          }}
        >
          {sight && sight.is !== "own" ? <p class="flag alarm">{said}</p> : card}
        </div>
        <div class="ahead">{children}</div>
        {!tracked && <p class="aim">{o.aim}</p>}
        <button type="button" class="shut" aria-label={o.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <p class="line" role="status">
        {said}
      </p>
      {sight?.is === "other" && (
        <p>
          <a href={sight.path}>{o.check(sight.shown)}</a>
        </p>
      )}
      <p class="line">{o.stays}</p>
    </>
  );
}

function saidOf(sight: Sight, o: OverlayWords): string {
  switch (sight.is) {
    case "own":
      return o.own;
    case "other":
      return o.other(sight.shown);
    case "other-host":
      return o.otherHost(sight.host);
    case "no-label":
      return o.noLabel;
  }
}
