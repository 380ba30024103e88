import { useState } from "preact/hooks";
import type { VoidCause } from "#core/act/states.ts";
import { Refusal } from "#core/refusal.ts";
import { voidLabels } from "#core/work/labels.ts";
import { counted, dictionary, useWords } from "../language.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import type { Batch, Mint } from "../read/views.ts";
import type { Task } from "../send/job.ts";
import { placesOf, serialsIn } from "./codes.ts";

const words = dictionary(
  {
    codes: "哪些码，一行一个（可以用扫码枪）",
    found: (n: number) => `${n} 枚`,
    cause: "为什么",
    spoiled: "报废：没贴上袋就坏了",
    returned: "退回：连袋一起退回来了",
    void: "作废：别的原因",
    reason: "说清原因（会公开）",
    bad: (code: string) => `${code} 不是码`,
    twice: (code: string) => `${code} 写了两遍`,
    none: "没填码",
    many: "一次最多 256 枚",
    noReason: "没填原因",
    about: "作废标签",
    sign: "签名作废",
    said: (batch: string, n: number, cause: string) => `我把批次 ${batch} 的 ${n} 枚标签记为${cause}。`,
    gone: "作废不能收回。扫到这些码的人会看到“已作废”和原因。",
    gramsBack: "没贴过袋，重量退回这一批。",
    gramsKept: "袋子已经出过门，重量不退。",
    short: { spoiled: "报废", returned: "退回", void: "作废" } as Readonly<Record<VoidCause, string>>,
  },
  {
    codes: "Which codes, one to a line (a scanner works)",
    found: (n) => counted(n, "label"),
    cause: "Why",
    spoiled: "spoiled: never on a pack",
    returned: "returned: came back with the pack",
    void: "void: another reason",
    reason: "Say why (will be public)",
    bad: (code) => `${code} is no code`,
    twice: (code) => `${code} stands twice`,
    none: "no codes",
    many: "at most 256 at once",
    noReason: "the reason is missing",
    about: "Labels voided",
    sign: "Sign and void",
    said: (batch, n, cause) => `I record ${counted(n, "label")} of batch ${batch} as ${cause}.`,
    gone: "This cannot be undone. Whoever scans them reads “void” and the reason.",
    gramsBack: "They were never on a pack: their grams go back to the batch.",
    gramsKept: "The packs had left: the grams do not come back.",
    short: { spoiled: "spoiled", returned: "returned", void: "void" },
  },
);
const MOST = 256;

/** Spoiled before activation, returned after it, void at any time: the contract takes nothing else. */
export function Voiding({ mint, batch }: { mint: Mint; batch: Batch }) {
  const t = useWords(words);
  const active = mint.activatedAt > 0;
  const [typed, setTyped] = useState("");
  const [cause, setCause] = useState<VoidCause>(active ? "returned" : "spoiled");
  const [reason, setReason] = useState("");
  const { serials, slip } = serialsIn(typed);
  const missing = slip
    ? t[slip.is](slip.code)
    : serials.length === 0
      ? t.none
      : serials.length > MOST
        ? t.many
        : reason.trim() === ""
          ? t.noReason
          : undefined;
  const task = async (): Promise<Task> => ({
    steps: voidLabels({
      ...{ root: `0x${mint.labelRoot}`, cause, reason: reason.trim() },
      indexes: await indexesOf(mint.labelRoot, serials),
    }),
    ids: [batch.batch],
  });
  return (
    <>
      <TextField label={t.codes} value={typed} onValue={setTyped} note={t.found(serials.length)} area mono />
      <SelectField
        label={t.cause}
        value={cause}
        onValue={(value) => setCause(value as VoidCause)}
        options={[active ? "returned" : "spoiled", "void"].map((value) => ({ value, text: t[value as VoidCause] }))}
      />
      <TextField label={t.reason} value={reason} onValue={setReason} />
      <Commitment
        about={{
          title: { zh: words.zh.about, en: words.en.about },
          detail: { zh: batch.batch, en: batch.batch },
        }}
        missing={missing}
        consequence={`${t.gone}${active ? t.gramsKept : t.gramsBack}`}
        label={t.sign}
        danger
        task={task}
      >
        {t.said(batch.batch, serials.length, t.short[cause])}
      </Commitment>
    </>
  );
}

/** Where the codes stand in this mint. */
async function indexesOf(root: string, serials: readonly string[]): Promise<readonly number[]> {
  const places = await placesOf(serials);
  if (places.some((place) => place.root !== root)) throw new Refusal("label-unknown");
  return places.map(({ index }) => index);
}
