import { useEffect, useRef, useState } from "preact/hooks";
import type { Attachment } from "#core/statement/attachment.ts";
import { type Fetched, fetchPicture } from "../picture.ts";
import type { FactsWords } from "../words/facts-zh.ts";
import { fileSize } from "./quantities.ts";

/** Larger ones wait for a tap: a buyer pays for the bytes. */
const MOST_UNASKED_BYTES = 400_000;
type Props = {
  readonly photos: readonly Attachment[];
  /** What they are said to show. */
  readonly of: string;
  readonly facts: FactsWords;
};

/** Photographs that were signed with a step: each fetched when it comes into view, hashed here, and only then shown. */
export const Photos = ({ photos, of, facts }: Props) =>
  photos.length === 0 ? null : (
    <ul class="photos" role="list">
      {photos.map((photo, at) => (
        <Photo key={photo.sha256} photo={photo} alt={facts.photos.alt(of, at + 1, photos.length)} t={facts.photos} />
      ))}
    </ul>
  );

function Photo({ photo, alt, t }: { photo: Attachment; alt: string; t: FactsWords["photos"] }) {
  const frame = useRef<HTMLLIElement>(null);
  const asked = useRef(false);
  const [state, setState] = useState<Fetched | "waiting">("waiting");
  const load = async (): Promise<void> => {
    if (asked.current) return;
    asked.current = true;
    setState(await fetchPicture(photo));
  };
  useEffect(() => {
    if (!frame.current || photo.bytes > MOST_UNASKED_BYTES) return;
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      void load();
    });
    seen.observe(frame.current);
    return () => seen.disconnect();
  }, [photo]);
  return (
    <li ref={frame}>
      {state instanceof Blob ? (
        <Checked picture={state} photo={photo} alt={alt} t={t} />
      ) : state === "waiting" && photo.bytes > MOST_UNASKED_BYTES ? (
        <button type="button" class="outlined" onClick={() => void load()}>
          {t.load(fileSize(photo.bytes))}
        </button>
      ) : (
        <p class={state === "differs" ? "flag alarm" : "line"} role="status">
          {t[state]}
        </p>
      )}
    </li>
  );
}

/** Small in the row, large on a tap. */
function Checked({
  picture,
  photo,
  alt,
  t,
}: {
  picture: Blob;
  photo: Attachment;
  alt: string;
  t: FactsWords["photos"];
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(picture);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  if (address === "") return null;
  const image = <img src={address} alt={alt} width={photo.width} height={photo.height} />;
  return (
    <>
      <button type="button" class="thumbnail" onClick={() => dialog.current?.showModal()}>
        {image}
      </button>
      <dialog class="photo" ref={dialog} aria-label={alt}>
        {image}
        <p class="line">{alt}</p>
        <p class="line">{t.same}</p>
        <button type="button" class="outlined" onClick={() => dialog.current?.close()}>
          {t.close}
        </button>
      </dialog>
    </>
  );
}
