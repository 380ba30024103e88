import { useEffect, useRef, useState } from "preact/hooks";
import { dictionary, useWords } from "../../language.ts";

const words = dictionary(
  { open: "用相机一个个扫", close: "关上相机", none: "相机打不开，请用扫码枪或输入。" },
  { open: "Scan with the camera", close: "Close the camera", none: "The camera will not open: use a scanner or type." },
);
type Detector = { detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]> };
const detectorOf = (): (new (options: { formats: string[] }) => Detector) | undefined =>
  (globalThis as { BarcodeDetector?: new (options: { formats: string[] }) => Detector }).BarcodeDetector;
const PAUSE_MS = 150;

/** Codes before the camera, one after another, where the browser reads them itself (Chrome on Android); nothing elsewhere. */
export function Camera({ onCode }: { onCode: (text: string) => void }) {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  if (!detectorOf()) return null;
  return (
    <>
      {open && (
        <Finder
          onCode={onCode}
          onNone={() => {
            setOpen(false);
            setFailed(true);
          }}
        />
      )}
      <button type="button" class="quiet" aria-pressed={open} onClick={() => setOpen(!open)}>
        {open ? t.close : t.open}
      </button>
      {failed && <p class="late note">{t.none}</p>}
    </>
  );
}

function Finder({ onCode, onNone }: { onCode: (text: string) => void; onNone: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const found = useRef(onCode);
  found.current = onCode;
  useEffect(() => {
    let stream: MediaStream | undefined;
    let gone = false;
    const look = async (screen: HTMLVideoElement, detector: Detector): Promise<void> => {
      const [code] = await detector.detect(screen).catch(() => []);
      if (gone) return;
      if (code) found.current(code.rawValue);
      setTimeout(() => void look(screen, detector), PAUSE_MS);
    };
    const start = async (screen: HTMLVideoElement, Reader: new (options: { formats: string[] }) => Detector) => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (gone) return stop();
      screen.srcObject = stream;
      await screen.play();
      await look(screen, new Reader({ formats: ["qr_code"] }));
    };
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const Reader = detectorOf();
    if (video.current && Reader) start(video.current, Reader).catch(() => gone || onNone());
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return <video ref={video} class="finder" playsInline muted />;
}
