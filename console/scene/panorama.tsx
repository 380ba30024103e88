import { useEffect, useId, useState } from "preact/hooks";
import { dictionary, useWords } from "../language.ts";
import { FileButton } from "../parts/file-button.tsx";
import { cleanPhoto } from "../parts/photo.ts";
import type { OwnPicture } from "../send/attach.ts";

const bounds = { side: 4096, bytes: 1_900_000 };
const words = dictionary(
  {
    label: "选全景画面（宽是高的两倍）",
    note: "手机的全景相机或全景软件存下的一圈。会缩小到 1.9 MB 以内，里面的拍摄地点去掉。",
    bad: "这个画面打不开。请换一张 JPEG 或 PNG。",
    shown: "选好的全景",
  },
  {
    label: "Choose a picture all around (twice as wide as high)",
    note: "As a panorama camera or app stores it. It is made smaller than 1.9 MB, and the place it carries is taken off.",
    bad: "This picture cannot be opened. Choose another JPEG or PNG.",
    shown: "The panorama chosen",
  },
);

/** Equirectangular: twice as wide as high, but for what scaling rounds off. */
export const isAround = ({ picture: { width, height } }: OwnPicture): boolean => Math.abs(width - 2 * height) <= 2;

export function PanoramaField({
  picture,
  onPicture,
}: {
  picture: OwnPicture | undefined;
  onPicture: (picture: OwnPicture | undefined) => void;
}) {
  const t = useWords(words);
  const id = useId();
  const [bad, setBad] = useState(false);
  const [address, setAddress] = useState("");
  useEffect(() => {
    if (!picture) return setAddress("");
    const made = URL.createObjectURL(new Blob([picture.bytes], { type: picture.picture.mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const own = await cleanPhoto(file, bounds);
    setBad(!own);
    onPicture(own);
  };
  return (
    <div class="field">
      <FileButton accept="image/*" describedBy={id} onFiles={([file]) => void take(file)}>
        {t.label}
      </FileButton>
      <p class="note" id={id}>
        {t.note}
      </p>
      {bad && <p role="alert">{t.bad}</p>}
      {address && <img class="panorama" src={address} alt={t.shown} />}
    </div>
  );
}
