import { useEffect, useState } from "preact/hooks";
import type { Receipt } from "#core/receipt/receipt.ts";
import { verifyReceipt } from "#core/receipt/verify.ts";
import { cryptography } from "../cryptography.ts";
import { dateTime } from "../format.ts";
import { Icon } from "../icon.tsx";
import type { Scene } from "../scene.ts";
import type { Words } from "../words/zh.ts";
import { exhibitHref } from "./exhibit.ts";
import { receiptAround } from "./opened.ts";
import { type Taken, takeReceipt } from "./take.ts";
import { type ReceiptWords, receiptWords } from "./words.ts";

/** 留作证据: the receipt around the proof that was opened; and where the service can be asked, a receipt of this scan. */
export function KeepEvidence({ scene, words }: { scene: Scene; words: Words }) {
  const t = receiptWords[words.language];
  const around = receiptAround(scene.proof);
  const exhibit = scene.source && exhibitHref(scene.label);
  if (!around && exhibit === undefined) return null;
  return (
    <section id="keep">
      <h2>{around ? t.around : t.h}</h2>
      {around && <Around scene={scene} words={words} t={t} />}
      {exhibit !== undefined && <Take scene={scene} exhibit={exhibit} t={t} />}
      <details>
        <summary>{t.limits}</summary>
        <p>{t.attests}</p>
        <p>{t.not}</p>
      </details>
    </section>
  );
}

type TakeProps = { scene: Scene; exhibit: string; t: ReceiptWords };
function Take({ scene: { label, source }, exhibit, t }: TakeProps) {
  const [taken, setTaken] = useState<Taken | "taking">();
  const take = async () => {
    if (!label || !source || taken === "taking") return;
    setTaken("taking");
    setTaken(await takeReceipt(label, source.policy.log.vkey));
  };
  const said =
    taken === undefined || taken === "taking" ? "" : "none" in taken ? t[taken.none] : t.taken(dateTime(taken.askedAt));
  return (
    <>
      <p class="line">{t.lead}</p>
      <button type="button" class="outlined" disabled={taken === "taking"} onClick={take}>
        <Icon name="save" />
        {taken === "taking" ? t.taking : t.take}
      </button>
      <p class="line" role="status">
        {said}
      </p>
      <p class="line">{t.exhibitLead}</p>
      <a class="outlined" href={exhibit} download>
        <Icon name="file" />
        {t.exhibit}
      </a>
    </>
  );
}

function Around({ scene: { proof, source }, words, t }: { scene: Scene; words: Words; t: ReceiptWords }) {
  const [receipt, setReceipt] = useState<Receipt | "fails">();
  const vkey = source?.policy.log.vkey;
  useEffect(() => {
    const file = receiptAround(proof);
    if (!file || vkey === undefined) return;
    void cryptography()
      .then((crypto) => verifyReceipt(crypto, file, vkey))
      .then(setReceipt, () => setReceipt("fails"));
  }, [proof, vkey]);
  if (vkey === undefined) return <p class="flag doubt">{t.noPolicy}</p>;
  if (receipt === "fails")
    return (
      <p class="flag alarm" role="status">
        {t.fails}
      </p>
    );
  const states = receipt && [
    ...(["record", "code"] as const).map((kind) => `${words.kinds[kind]}${words.seal[receipt[kind].status]}`),
    ...receipt.certificates.map(({ certificate, now }) => `${certificate} ${words.states[now]}`),
  ];
  return (
    <p role="status">{receipt && states ? t.holds(dateTime(receipt.askedAt), words.listed(states)) : t.reading}</p>
  );
}
