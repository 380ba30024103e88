import { useEffect, useRef, useState } from "preact/hooks";
import type { Story } from "#core/evidence/story.ts";
import type { Scene } from "../scene.ts";
import type { Words } from "../words/zh.ts";
import { Card } from "./card.tsx";
import { Directions, Pointer, useDirections } from "./directions.tsx";
import { Finder } from "./finder.tsx";
import { overlayEn } from "./words-en.ts";
import { overlayZh } from "./words-zh.ts";

export type Tools = typeof import("./tools.ts");
type Props = { readonly tools: Tools; readonly scene: Scene; readonly story: Story; readonly words: Words };

/** 实景叠加: the origin card on the label that the camera sees, and the way to the plots. Without a camera the card lies still. */
export function Overlay({ tools, scene, story, words }: Props) {
  const o = words.language === "en" ? overlayEn : overlayZh;
  const [camera, setCamera] = useState<"open" | "closed" | "none">("open");
  const directions = useDirections(tools, story.plots);
  // What was pressed is gone: whoever uses a keyboard or a screen reader goes on here.
  const start = useRef<HTMLDivElement>(null);
  useEffect(() => start.current?.focus(), []);
  const card = <Card scene={scene} story={story} words={words} overlay={o} />;
  const nearest = directions.ways[0];
  return (
    <div class="overlay" ref={start} tabIndex={-1}>
      <h3>{o.h}</h3>
      {camera === "open" ? (
        <Finder
          tools={tools}
          scene={scene}
          words={o}
          card={card}
          onNone={() => setCamera("none")}
          onClose={() => setCamera("closed")}
        >
          {nearest && <Pointer named={nearest} heading={directions.heading} tools={tools} words={words} overlay={o} />}
        </Finder>
      ) : (
        <>
          {camera === "none" && (
            <p class="flag doubt" role="status">
              {isSecureContext ? o.noCamera : o.insecure}
            </p>
          )}
          {card}
          <button type="button" class="outlined" onClick={() => setCamera("open")}>
            {o.open}
          </button>
        </>
      )}
      <Directions directions={directions} tools={tools} sample={scene.sample} words={words} overlay={o} />
    </div>
  );
}
