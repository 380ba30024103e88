import { useState } from "preact/hooks";
import { groupSerial } from "#core/label/grouped.ts";
import { unpack } from "#core/work/unit.ts";
import { read } from "../../api.ts";
import { dictionary, useLanguage, useWords } from "../../language.ts";
import { localTime, shownTime } from "../../parts/clock.ts";
import { Commitment } from "../../parts/commitment.tsx";
import { Chips } from "../../parts/field.tsx";
import { Screen, Shown } from "../../parts/screen.tsx";
import type { UnitAnswer } from "../../read/units.ts";
import { useLoaded } from "../../read/use-view.ts";
import { useSignedIn } from "../../session.ts";
import { serialsIn } from "../codes.ts";
import { chosenBy } from "./chosen.ts";
import { CodesField } from "./codes-field.tsx";

type Unit = UnitAnswer["unit"];
const words = dictionary(
  {
    title: "拆箱",
    how: "取出什么",
    all: "全部",
    some: "其中几个",
    list: { box: "袋上的码，一行一个", pallet: "箱码，一行一个" },
    found: (n: number) => `${n} 个`,
    holds: (n: number, kind: Unit["kind"]) => `登记里有 ${n} ${kind === "box" ? "枚标签" : "箱"}。`,
    none: "没填码",
    empty: "里面没有东西",
    twice: (code: string) => `${code} 写了两遍`,
    bad: (code: string) => `${code} 不是码`,
    about: "拆箱",
    sign: "签名取出",
    said: (time: string, who: string, code: string, what: string) =>
      `${time}，我代表${who}，从 ${code} 里取出${what}。`,
    everything: "全部东西",
    pieces: (n: number) => `${n} 个`,
    consequence: "全部取出以后，这个码的页面会说“已经拆了”。箱上的码请撕掉。",
    consequenceSome: "取出的可以再装进别的箱。",
  },
  {
    title: "Unpack",
    how: "What comes out",
    all: "Everything",
    some: "Some of it",
    list: { box: "Codes on the packs, one to a line", pallet: "Codes of the boxes, one to a line" },
    found: (n) => `${n}`,
    holds: (n, kind) => `${n} ${kind === "box" ? "labels" : "boxes"} are recorded in it.`,
    none: "no codes",
    empty: "nothing is in it",
    twice: (code) => `${code} stands twice`,
    bad: (code) => `${code} is no code`,
    about: "Unpacked",
    sign: "Sign and take out",
    said: (time, who, code, what) => `At ${time}, for ${who}, I took ${what} out of ${code}.`,
    everything: "everything",
    pieces: (n) => `${n} of it`,
    consequence: "Once everything is out, the page of this code says “taken apart”. Remove the code from the box.",
    consequenceSome: "What is taken out can go into another box.",
  },
);

/** Takes a box or pallet apart, whole or in part. */
export function Unbox({ params: [code = ""] }: { params: readonly string[] }) {
  const t = useWords(words);
  const loaded = useLoaded(() => read<UnitAnswer>(`/units/${encodeURIComponent(code)}`), [code]);
  return (
    <Screen title={t.title} sub={groupSerial(code)}>
      <Shown loaded={loaded}>{({ unit }) => <Form unit={unit} />}</Shown>
    </Screen>
  );
}

function Form({ unit }: { unit: Unit }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, policy } = useSignedIn();
  const [how, setHow] = useState("all");
  const [typed, setTyped] = useState("");
  const [time] = useState(() => localTime(new Date()));
  const { serials, slip } = serialsIn(typed);
  const box = unit.kind === "box";
  const held = box ? unit.lots.reduce((sum, { count }) => sum + count, 0) : unit.boxes.length;
  const all = how === "all";
  const missing =
    held === 0 ? t.empty : all ? undefined : slip ? t[slip.is](slip.code) : serials.length === 0 ? t.none : undefined;
  const shown = groupSerial(unit.code);
  return (
    <>
      <p>{t.holds(held, unit.kind)}</p>
      <Chips
        label={t.how}
        options={[
          { value: "all", text: t.all },
          { value: "some", text: t.some },
        ]}
        chosen={[how]}
        onChosen={([one]) => setHow(one ?? "all")}
      />
      {!all && <CodesField label={t.list[unit.kind]} note={t.found(serials.length)} value={typed} onValue={setTyped} />}
      <Commitment
        about={{ title: { zh: words.zh.about, en: words.en.about }, detail: { zh: shown, en: shown } }}
        missing={missing}
        consequence={all ? t.consequence : t.consequenceSome}
        label={t.sign}
        task={async () => ({
          steps: unpack(policy.brand.domain, {
            ...{ site: me.actor, time, code: unit.code },
            ...(!all && (box ? { labels: await chosenBy(serials) } : { boxes: serials })),
          }),
          ids: [],
        })}
      >
        {t.said(shownTime(time), me.name[language], shown, all ? t.everything : t.pieces(serials.length))}
      </Commitment>
    </>
  );
}
