import { useState } from "preact/hooks";
import type { ComplaintView } from "#core/complaint/message.ts";
import { isSerial } from "#core/label/serial.ts";
import { spelledSerial } from "#core/label/spelled.ts";
import { labelPath } from "#core/label/url.ts";
import { dictionary, useWords } from "../language.ts";
import { TextField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { Heading } from "../parts/screen.tsx";

const words = dictionary(
  {
    title: "证据包",
    lead: "一份签了名的中文 PDF：这个码现在的结论、证书、召回，这条反映的时间和答复，回执和凭证在里面。买家自己也能下载。",
    code: "哪个码",
    note: "买家没有写码，照包装上的填，13 位。",
    download: "下载证据包（PDF）",
  },
  {
    title: "Evidence pack",
    lead: "A signed PDF in Chinese: how this code stands now, certificates, recalls, this complaint's times and answers, receipt and proof inside. The buyer can download it too.",
    code: "Which code",
    note: "The buyer gave none; type the 13 characters on the pack.",
    download: "Download the evidence pack (PDF)",
  },
);

/** The exhibit of the code complained about, with the complaint in it. `serial`: what the buyer's page sealed into it. */
export function Exhibit({ one, serial }: { one: ComplaintView; serial: string | undefined }) {
  const t = useWords(words);
  const [typed, setTyped] = useState("");
  const { product, batch, complaint } = one;
  if (!product || !batch) return null;
  const code = serial ?? spelledSerial(typed);
  return (
    <>
      <Heading>{t.title}</Heading>
      <p class="note">{t.lead}</p>
      {serial === undefined && <TextField label={t.code} note={t.note} value={typed} onValue={setTyped} />}
      {isSerial(code) && (
        <a
          class="button"
          href={`/exhibits${labelPath({ product, batch, serial: code })}?complaint=${complaint}`}
          download
        >
          <Icon name="print" /> {t.download}
        </a>
      )}
    </>
  );
}
