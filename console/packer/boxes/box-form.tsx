import { useState } from "preact/hooks";
import { groupSerial } from "#core/label/grouped.ts";
import { MOST_CHILDREN } from "#core/statement/aggregating.ts";
import { pack } from "#core/work/unit.ts";
import { counted, dictionary, useLanguage, useWords } from "../../language.ts";
import { count } from "../../parts/amount.ts";
import { localTime, shownTime } from "../../parts/clock.ts";
import { Commitment } from "../../parts/commitment.tsx";
import { Chips, SelectField, TextField, TimeField } from "../../parts/field.tsx";
import { useForm } from "../../parts/form.ts";
import type { Batch } from "../../read/views.ts";
import { hrefOf } from "../../route.ts";
import { useSignedIn } from "../../session.ts";
import { serialsIn } from "../codes.ts";
import { drawSerials } from "../serials.ts";
import { chosenBy, chosenRange } from "./chosen.ts";
import { CodesField } from "./codes-field.tsx";

const words = dictionary(
  {
    how: "装哪些",
    codes: "一袋袋扫",
    range: "连着的一段",
    list: "袋上的码，一行一个（扫码枪、输入都行）",
    found: (n: number) => `${n} 枚`,
    which: "哪一次发的标签",
    mint: (batch: string, n: number) => `${batch}　共 ${n} 枚`,
    from: "从第几枚",
    to: "到第几枚",
    time: "什么时候",
    none: "没填码",
    twice: (code: string) => `${code} 写了两遍`,
    bad: (code: string) => `${code} 不是码`,
    many: (n: number) => `一箱最多 ${n} 枚`,
    outside: (n: number) => `要在 1 到 ${n} 之间，先小后大`,
    about: "装箱",
    sign: "签名装箱",
    said: (time: string, who: string, code: string) => `${time}，我代表${who}，往箱 ${code} 里装了 `,
    labels: (n: number) => `${n} 枚标签的货`,
    end: "。",
    consequence: "登记的是装箱时的样子。公开账本里只写第几枚，不写码。装错了可以再签拆箱。",
    print: "打印箱标",
    another: "再装一箱",
  },
  {
    how: "Which labels",
    codes: "Scan each pack",
    range: "A range",
    list: "Codes on the packs, one to a line (scanner or keyboard)",
    found: (n) => counted(n, "label"),
    which: "Labels of which mint",
    mint: (batch, n) => `${batch}, ${counted(n, "label")}`,
    from: "From no.",
    to: "To no.",
    time: "When",
    none: "no codes",
    twice: (code) => `${code} stands twice`,
    bad: (code) => `${code} is no code`,
    many: (n) => `a box holds at most ${n}`,
    outside: (n) => `between 1 and ${n}, the smaller first`,
    about: "Box packed",
    sign: "Sign and pack",
    said: (time, who, code) => `At ${time}, for ${who}, I put into box ${code} the packs of `,
    labels: (n) => counted(n, "label"),
    end: ".",
    consequence:
      "It records the time of packing. The public log names labels by number, not by code. A mistake is mended by unpacking.",
    print: "Print the box label",
    another: "Pack another",
  },
);

export function BoxForm({ own, onNext }: { own: readonly Batch[]; onNext: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, policy } = useSignedIn();
  const mints = own.flatMap(({ batch, product, mints }) =>
    mints.filter(({ activatedAt }) => activatedAt > 0).map((mint) => ({ batch, product, ...mint })),
  );
  const [code] = useState(() => drawSerials(1)[0] ?? "");
  const { form, set } = useForm(() => ({
    ...{ how: "codes", typed: "", root: mints[0]?.labelRoot ?? "", from: "1" },
    ...{ to: "24", time: localTime(new Date()) },
  }));
  const mint = mints.find(({ labelRoot }) => labelRoot === form.root) ?? mints[0];
  const { serials, slip } = serialsIn(form.typed);
  const [from, to, most] = [count(form.from) ?? 0, count(form.to) ?? 0, mint?.count ?? 0];
  const byCode = form.how === "codes";
  const pieces = byCode ? serials.length : Math.max(0, to - from + 1);
  const missing = () => {
    if (byCode && slip) return t[slip.is](slip.code);
    if (!byCode && (from < 1 || to < from || to > most)) return t.outside(most);
    if (pieces === 0) return t.none;
    return pieces > MOST_CHILDREN ? t.many(MOST_CHILDREN) : undefined;
  };
  const shown = groupSerial(code);
  return (
    <>
      <Chips
        label={t.how}
        options={[
          { value: "codes", text: t.codes },
          { value: "range", text: t.range },
        ]}
        chosen={[form.how]}
        onChosen={([one]) => set("how")(one ?? "codes")}
      />
      {byCode ? (
        <CodesField label={t.list} note={t.found(serials.length)} value={form.typed} onValue={set("typed")} />
      ) : (
        <>
          <SelectField
            label={t.which}
            value={mint?.labelRoot ?? ""}
            onValue={set("root")}
            options={mints.map((one) => ({ value: one.labelRoot, text: t.mint(one.batch, one.count) }))}
          />
          <div class="pair">
            <TextField label={t.from} value={form.from} onValue={set("from")} mode="numeric" />
            <TextField label={t.to} value={form.to} onValue={set("to")} mode="numeric" />
          </div>
        </>
      )}
      <TimeField label={t.time} value={form.time} onValue={set("time")} />
      <Commitment
        about={{ title: { zh: words.zh.about, en: words.en.about }, detail: { zh: shown, en: shown } }}
        missing={missing()}
        consequence={t.consequence}
        label={t.sign}
        task={async () => ({
          steps: pack(policy.brand.domain, {
            ...{ site: me.actor, time: form.time, code },
            labels: byCode || !mint ? await chosenBy(serials) : [chosenRange(mint, from, to)],
          }),
          ids: [],
        })}
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
        {t.said(shownTime(form.time), me.name[language], shown)}
        <b>{t.labels(pieces)}</b>
        {t.end}
      </Commitment>
    </>
  );
}
