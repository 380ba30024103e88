import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../icon.tsx";
import { type Camera, openCamera } from "./camera.ts";
import type { Decoder } from "./decoder.ts";
import { watch } from "./frames.ts";
import { Sign } from "./sign.tsx";
import type { ScanWords } from "./words.ts";

type Props = {
  readonly words: ScanWords;
  readonly decode: Promise<Decoder>;
  readonly onText: (text: string) => void;
  readonly onNone: () => void;
  readonly onClose: () => void;
};

/** The camera's picture with a frame on it. It closes when the page is left or hidden: no lamp burns in a pocket. */
export function Viewfinder({ words, decode, onText, onNone, onClose }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [camera, setCamera] = useState<Camera>();
  const [lit, setLit] = useState(false);
  const seen = useRef(onText);
  seen.current = onText;

  useEffect(() => {
    const screen = video.current;
    let [gone, stop, opened] = [false, () => {}, undefined as Camera | undefined];
    const leave = () => {
      gone = true;
      stop();
      opened?.close();
    };
    const hidden = () => {
      if (document.hidden) onClose();
    };
    void (async () => {
      opened = screen ? await openCamera(screen) : undefined;
      if (!opened || !screen) return onNone();
      if (gone) return opened.close();
      setCamera(opened);
      const read = await decode;
      if (!gone) stop = watch(screen, read, (text) => seen.current(text));
    })();
    document.addEventListener("visibilitychange", hidden);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      leave();
    };
  }, []);

  const switchLamp = () => void camera?.lamp?.(!lit).then(() => setLit(!lit));
  return (
    <div class="finder">
      <video ref={video} playsInline muted />
      <div class="aim" aria-hidden="true" />
      <p>{words.aim}</p>
      <button type="button" class="round" aria-label={words.close} onClick={onClose}>
        <Icon name="close" />
      </button>
      {camera?.lamp && (
        <button
          type="button"
          class="round lamp"
          aria-pressed={lit}
          aria-label={lit ? words.dark : words.light}
          onClick={switchLamp}
        >
          <Sign name="lamp" />
        </button>
      )}
    </div>
  );
}
