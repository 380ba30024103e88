import { useState } from "preact/hooks";
import { groupSerial } from "#core/label/grouped.ts";
import { MOST_CHILDREN } from "#core/statement/aggregating.ts";
import { pack } from "#core/work/unit.ts";
import { counted, dictionary, useLanguage, useWords } from "../../language.ts";
import { localTime, shownTime } from "../../parts/clock.ts";
import { Commitment } from "../../parts/commitment.tsx";
import { TimeField } from "../../parts/field.tsx";
import { hrefOf } from "../../route.ts";
import { useSignedIn } from "../../session.ts";
import { serialsIn } from "../codes.ts";
import { drawSerials } from "../serials.ts";
import { CodesField } from "./codes-field.tsx";

const words = dictionary(
  {
    list: "箱码，一行一个（扫码枪、输入都行）",
    found: (n: number) => `${n} 箱`,
    time: "什么时候",
    none: "没填箱码",
    twice: (code: string) => `${code} 写了两遍`,
    bad: (code: string) => `${code} 不是码`,
    many: (n: number) => `一托最多 ${n} 箱`,
    about: "码托盘",
    sign: "签名码托",
    said: (time: string, who: string, code: string) => `${time}，我代表${who}，往托盘 ${code} 上放了 `,
    boxes: (n: number) => `${n} 箱`,
    end: "。",
    consequence: "只能放自己装的箱；一箱同时只在一个托盘上。",
    print: "打印托盘标",
    another: "再码一托",
  },
  {
    list: "Codes of the boxes, one to a line (scanner or keyboard)",
    found: (n) => counted(n, "box", "boxes"),
    time: "When",
    none: "no codes",
    twice: (code) => `${code} stands twice`,
    bad: (code) => `${code} is no code`,
    many: (n) => `a pallet holds at most ${n}`,
    about: "Pallet loaded",
    sign: "Sign and load",
    said: (time, who, code) => `At ${time}, for ${who}, I put onto pallet ${code} `,
    boxes: (n) => counted(n, "box", "boxes"),
    end: ".",
    consequence: "Only boxes that you packed; a box stands on one pallet at a time.",
    print: "Print the pallet label",
    another: "Load another",
  },
);

export function PalletForm({ onNext }: { onNext: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, policy } = useSignedIn();
  const [code] = useState(() => drawSerials(1)[0] ?? "");
  const [typed, setTyped] = useState("");
  const [time, setTime] = useState(() => localTime(new Date()));
  const { serials: boxes, slip } = serialsIn(typed);
  const missing = slip
    ? t[slip.is](slip.code)
    : boxes.length === 0
      ? t.none
      : boxes.length > MOST_CHILDREN
        ? t.many(MOST_CHILDREN)
        : undefined;
  const shown = groupSerial(code);
  return (
    <>
      <CodesField label={t.list} note={t.found(boxes.length)} value={typed} onValue={setTyped} />
      <TimeField label={t.time} value={time} onValue={setTime} />
      <Commitment
        about={{ title: { zh: words.zh.about, en: words.en.about }, detail: { zh: shown, en: shown } }}
        missing={missing}
        consequence={t.consequence}
        label={t.sign}
        task={() => ({ steps: pack(policy.brand.domain, { site: me.actor, time, code, boxes }), ids: [] })}
        next={
          <>
            <a class="button" href={hrefOf("box-label", code)}>
              {t.print}
            </a>
            <button type="button" onClick={onNext}>
              {t.another}
            </button>
          </>
        }
      >
        {t.said(shownTime(time), me.name[language], shown)}
        <b>{t.boxes(boxes.length)}</b>
        {t.end}
      </Commitment>
    </>
  );
}
