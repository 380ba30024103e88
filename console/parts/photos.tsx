import { useEffect, useId, useState } from "preact/hooks";
import { MOST_PHOTOS } from "#core/statement/event-parts.ts";
import { dictionary, useWords } from "../language.ts";
import type { OwnPicture } from "../send/attach.ts";
import { FileButton } from "./file-button.tsx";
import { Icon } from "./icon.tsx";
import { cleanPhoto, fieldBounds } from "./photo.ts";

const words = dictionary(
  {
    take: "拍一张（可不拍）",
    more: "再拍一张",
    album: "从相册选",
    note: "会公开，买的人看得到。照片在手机上缩小，里面的拍摄地点去掉；没有信号也先存着。",
    bad: "这张照片打不开，没有加进来。请重新拍一张。",
    photo: (n: number) => `第 ${n} 张照片`,
    remove: (n: number) => `去掉第 ${n} 张照片`,
    count: (n: number) => `照片 ${n} 张，指纹写进您签的话里`,
  },
  {
    take: "Take a photo (optional)",
    more: "Take another",
    album: "From the album",
    note: "Public: buyers see it. It is made smaller on this phone, the place it carries is taken off, and it waits here without signal.",
    bad: "This photo cannot be opened and was left out. Please take it again.",
    photo: (n) => `Photo ${n}`,
    remove: (n) => `Remove photo ${n}`,
    count: (n) => `${n === 1 ? "One photo" : `${n} photos`}; the fingerprints stand in what you sign`,
  },
);
type Props = { photos: readonly OwnPicture[]; onPhotos: (photos: readonly OwnPicture[]) => void };

/** Photographs of what is being signed, by one big button for a hand that is busy. */
export function PhotosField({ photos, onPhotos }: Props) {
  const t = useWords(words);
  const note = useId();
  const [bad, setBad] = useState(false);
  const add = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const own = await cleanPhoto(file, fieldBounds);
    setBad(!own);
    const known = photos.some(({ picture }) => picture.sha256 === own?.picture.sha256);
    if (own && !known) onPhotos([...photos, own].slice(0, MOST_PHOTOS));
  };
  return (
    <div class="field photos">
      {photos.length > 0 && (
        <ul>
          {photos.map((one, at) => (
            <li key={one.picture.sha256}>
              <Shown photo={one} alt={t.photo(at + 1)} />
              <button
                type="button"
                class="quiet"
                aria-label={t.remove(at + 1)}
                onClick={() => onPhotos(photos.filter((other) => other !== one))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {photos.length < MOST_PHOTOS && (
        <>
          <FileButton accept="image/*" camera class="camera" describedBy={note} onFiles={([file]) => void add(file)}>
            <Icon name="camera" /> {photos.length === 0 ? t.take : t.more}
          </FileButton>
          <FileButton accept="image/*" class="quiet" describedBy={note} onFiles={([file]) => void add(file)}>
            {t.album}
          </FileButton>
        </>
      )}
      <p class="note" id={note}>
        {t.note}
      </p>
      <p role="status">{photos.length > 0 && t.count(photos.length)}</p>
      {bad && <p role="alert">{t.bad}</p>}
    </div>
  );
}

function Shown({ photo: { picture, bytes }, alt }: { photo: OwnPicture; alt: string }) {
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: picture.mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return address === "" ? null : <img src={address} alt={alt} width={picture.width} height={picture.height} />;
}
