import { useRef, useState } from "preact/hooks";
import { Icon } from "../icon.tsx";
import { smallPhoto } from "../photo.ts";
import type { Scene } from "../scene.ts";
import type { Words } from "../words/zh.ts";
import { Followed, Others } from "./followed.tsx";
import { type Kind, keepNumber, keptNumbers, type Sent, sendComplaint, spaced } from "./send.ts";
import { complaintEn } from "./words-en.ts";
import { type ComplaintWords, complaintZh } from "./words-zh.ts";

const kinds: readonly Kind[] = ["quality", "label", "seller", "other"];

/** 反映: one tap opens the form by what it is about, one sends it. */
export function Complain({ scene, words }: { scene: Scene; words: Words }) {
  const c = words.language === "en" ? complaintEn : complaintZh;
  const [kind, setKind] = useState<Kind>();
  const [numbers, setNumbers] = useState(keptNumbers);
  const [sent, setSent] = useState<Sent>();
  const done = (result: Sent) => {
    setSent(result);
    if (!("number" in result)) return;
    setKind(undefined);
    keepNumber(result.number);
    setNumbers([result.number, ...numbers]);
  };
  return (
    <>
      <fieldset class="kinds">
        <legend>{c.h}</legend>
        {kinds.map((one) => (
          <label key={one}>
            <input type="radio" name="complaint" checked={kind === one} onChange={() => setKind(one)} />
            <span>{c.kinds[one]}</span>
          </label>
        ))}
      </fieldset>
      {kind && <Form scene={scene} kind={kind} words={c} onSent={done} />}
      <div role="status">{sent && <Told sent={sent} words={c} />}</div>
      <Followed numbers={numbers} label={scene.label} words={c} />
      <Others words={c} />
    </>
  );
}

function Told({ sent, words: c }: { sent: Sent; words: ComplaintWords }) {
  if (!("number" in sent))
    return (
      <p class="flag alarm">
        {c[sent.refused]} {sent.words}
      </p>
    );
  return (
    <>
      <p>
        <b>{c.sent(spaced(sent.number))}</b>
      </p>
      <p class="line">{c.sentNote}</p>
    </>
  );
}

type FormProps = { scene: Scene; kind: Kind; words: ComplaintWords; onSent: (sent: Sent) => void };

function Form({ scene, kind, words: c, onSent }: FormProps) {
  const [text, setText] = useState("");
  const [contact, setContact] = useState("");
  const [photo, setPhoto] = useState<Uint8Array | "failed">();
  const [busy, setBusy] = useState(false);
  const send = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    onSent(await sendComplaint(scene, { kind, text, contact, ...(photo instanceof Uint8Array && { photo }) }));
    setBusy(false);
  };
  return (
    <form class="complaint" onSubmit={send}>
      <label>
        {c.text}
        <textarea rows={3} maxLength={1000} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <label>
        {c.contact}
        <input
          type="text"
          maxLength={120}
          autoComplete="off"
          value={contact}
          onInput={(event) => setContact(event.currentTarget.value)}
        />
      </label>
      <p class="line">{c.contactNote}</p>
      <Photo photo={photo} onPhoto={setPhoto} words={c} />
      <button type="submit" class="filled" disabled={busy}>
        <Icon name="flag" />
        {busy ? c.sending : c.send}
      </button>
    </form>
  );
}

type PhotoProps = {
  photo: Uint8Array | "failed" | undefined;
  onPhoto: (photo: Uint8Array | "failed" | undefined) => void;
  words: ComplaintWords;
};

function Photo({ photo, onPhoto, words: c }: PhotoProps) {
  const input = useRef<HTMLInputElement>(null);
  const take = async () => {
    const file = input.current?.files?.[0];
    if (file) onPhoto((await smallPhoto(file)) ?? "failed");
  };
  return (
    <>
      <label class="outlined pick">
        <input ref={input} type="file" accept="image/*" onChange={take} />
        {c.photo}
      </label>
      <p class="line" role="status">
        {photo === undefined
          ? c.photoNote
          : photo === "failed"
            ? c.photoFailed
            : c.photoAdded.replace("{n}", String(Math.ceil(photo.length / 1000)))}
      </p>
      {photo instanceof Uint8Array && (
        <button type="button" class="plain" onClick={() => onPhoto(undefined)}>
          {c.remove}
        </button>
      )}
    </>
  );
}
