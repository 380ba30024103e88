import { useState } from "preact/hooks";
import type { Role } from "#core/statement/fields.ts";
import { closeBatch } from "#core/work/batch.ts";
import { counted, dictionary, useLanguage, useWords } from "./language.ts";
import { kilograms } from "./parts/amount.ts";
import { Commitment } from "./parts/commitment.tsx";
import { SelectField } from "./parts/field.tsx";
import { Empty, Screen, Shown } from "./parts/screen.tsx";
import { useLoaded, useView } from "./read/use-view.ts";
import type { Batch } from "./read/views.ts";
import { entryHash, readHistory } from "./send/series.ts";
import { nameOf, useSignedIn } from "./session.ts";
import { sha256 } from "./sha256.ts";

const words = dictionary(
  {
    title: "封账",
    which: "哪一批",
    to: "交给谁",
    self: "自己留着",
    none: "没有还开着的批次。",
    empty: "这一批还没有重量",
    said: (batch: string, grams: string, n: number) => `我封上批次 ${batch}：${grams}，共 ${n} 条记录。`,
    handed: (who: string) => `以后由${who}接着用。`,
    consequence: "封账以后这一批不能再加记录，也不能再并入别的东西。",
    sign: "签名并封账",
    reading: "正在读这一批的记录",
  },
  {
    title: "Close a batch",
    which: "Which batch",
    to: "Hand it to",
    self: "Keep it",
    none: "No batch of yours is open.",
    empty: "this batch has no mass yet",
    said: (batch, grams, n) => `I close batch ${batch}: ${grams}, ${counted(n, "entry", "entries")}.`,
    handed: (who) => `${who} may use it next.`,
    consequence: "After that nothing can be added to the batch, and nothing can flow into it.",
    sign: "Sign and close",
    reading: "reading its entries",
  },
);
/** Whom a batch usually goes to. */
const nextRole: Partial<Record<Role, Role>> = { grower: "factory", factory: "packer" };

export function Close({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const { me } = useSignedIn();
  const loaded = useView("/batches");
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ batches }) => {
          const open = batches.filter(({ holder, state }) => holder === me.actor && state === "open");
          return open.length === 0 ? <Empty>{t.none}</Empty> : <Form open={open} first={params[0] ?? ""} />;
        }}
      </Shown>
    </Screen>
  );
}

function Form({ open, first }: { open: readonly Batch[]; first: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const [chosen, setBatch] = useState(first);
  const batch = open.find((one) => one.batch === chosen) ?? open[0];
  const roles = me.roles.flatMap((role) => nextRole[role] ?? []);
  const nexts = actors.filter(
    ({ actor, roles: theirs }) => actor !== me.actor && theirs.some((role) => roles.includes(role)),
  );
  const [to, setTo] = useState(nexts[0]?.actor ?? me.actor);
  // What is signed is what was read and counted here; if someone adds an entry meanwhile, the service refuses the old root.
  const history = useLoaded(
    async () => ({ body: batch ? await readHistory(`batch/${batch.batch}`) : [] }),
    [batch?.batch],
  );
  if (!batch) return null;
  const options = [
    ...nexts.map(({ actor, name }) => ({ value: actor, text: name[language] })),
    { value: me.actor, text: t.self },
  ];
  return (
    <>
      <SelectField
        label={t.which}
        value={batch.batch}
        onValue={setBatch}
        options={open.map((one) => ({ value: one.batch, text: `${one.batch}　${kilograms(one.massGrams)}` }))}
      />
      <SelectField label={t.to} value={to} onValue={setTo} options={options} />
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: batch.batch, en: batch.batch } }}
        missing={
          batch.massGrams === 0
            ? t.empty
            : history.problem
              ? history.problem.words[language]
              : history.data
                ? undefined
                : t.reading
        }
        label={t.sign}
        consequence={t.consequence}
        task={() => ({
          steps: closeBatch(sha256, {
            batch: batch.batch,
            leafHashes: (history.data ?? []).map(entryHash),
            nextHolder: to,
          }),
          ids: [batch.batch, to],
        })}
      >
        {t.said(batch.batch, kilograms(batch.massGrams), history.data?.length ?? batch.entries)}
        {to !== me.actor && t.handed(nameOf(actors, to)[language])}
      </Commitment>
    </>
  );
}
