import type { Role } from "#core/statement/fields.ts";
import { offerBatch, writeOff } from "#core/work/batch.ts";
import { dictionary, useLanguage, useWords } from "./language.ts";
import { gramsOf, kilograms } from "./parts/amount.ts";
import { Commitment } from "./parts/commitment.tsx";
import { Chips, SelectField, TextField, WeightField } from "./parts/field.tsx";
import { useForm } from "./parts/form.ts";
import { Empty, Screen, Shown } from "./parts/screen.tsx";
import { useView } from "./read/use-view.ts";
import type { Batch } from "./read/views.ts";
import { nameOf, useSignedIn } from "./session.ts";
import { sha256 } from "./sha256.ts";

const words = dictionary(
  {
    title: "交出、损耗",
    none: "没有封了账、还有剩的批次在您手里。",
    which: "哪一批",
    what: "做什么",
    kinds: { offer: "交给别家", lost: "记损耗", disposed: "记销毁" },
    to: "交给谁",
    weight: "多少",
    has: (grams: string) => `这一批还有 ${grams}`,
    why: "原因（会公开）",
    missing: { grams: "没填重量", much: "没有这么多", why: "没填原因", to: "没有可以交的对象" },
    rejected: (why: string) => `上次没有收：${why}`,
    offered: (batch: string, grams: string, who: string) => `我把批次 ${batch}（${grams}）交给${who}。`,
    waits: "对方称过、签收以后才算数；在那之前货还归您。",
    wrote: { lost: "损耗", disposed: "销毁" },
    off: (batch: string, grams: string, what: string) => `批次 ${batch} 少了 ${grams}：${what}，原因如上。`,
    gone: "减掉的重量不能再用，也不能再印标签。",
  },
  {
    title: "Hand over, losses",
    none: "No closed batch with anything left is in your hands.",
    which: "Which batch",
    what: "What",
    kinds: { offer: "Hand it over", lost: "Write off a loss", disposed: "Write off a disposal" },
    to: "To whom",
    weight: "How much",
    has: (grams) => `${grams} are left of it`,
    why: "Reason (public)",
    missing: {
      grams: "the mass is missing",
      much: "there is not so much",
      why: "the reason is missing",
      to: "there is nobody to hand it to",
    },
    rejected: (why) => `Not taken the last time: ${why}`,
    offered: (batch, grams, who) => `I hand batch ${batch} (${grams}) to ${who}.`,
    waits: "It counts once they have weighed it and signed; until then the goods are yours.",
    wrote: { lost: "lost", disposed: "disposed of" },
    off: (batch, grams, what) => `${grams} of batch ${batch} are gone: ${what}, for the reason above.`,
    gone: "What is written off can neither flow on nor be labelled.",
  },
);
const producers: readonly Role[] = ["grower", "factory", "packer"];
const kinds = ["offer", "lost", "disposed"] as const;

export function Handing({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const { me } = useSignedIn();
  const loaded = useView("/batches");
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ batches }) => {
          const own = batches.filter((one) => one.keeper === me.actor && one.state === "closed" && one.leftGrams > 0);
          return own.length === 0 ? <Empty>{t.none}</Empty> : <Form own={own} first={params[0] ?? ""} />;
        }}
      </Shown>
    </Screen>
  );
}

function Form({ own, first }: { own: readonly Batch[]; first: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const others = actors.filter(
    ({ actor, roles }) => actor !== me.actor && roles.some((role) => producers.includes(role)),
  );
  const { form, set } = useForm({
    batch: first,
    kind: "offer" as (typeof kinds)[number],
    to: others[0]?.actor ?? "",
    weight: "",
    reason: "",
  });
  const batch = own.find((one) => one.batch === form.batch) ?? (own[0] as Batch);
  const grams = gramsOf(form.weight);
  const missing = () => {
    if (form.kind === "offer") return form.to === "" ? t.missing.to : undefined;
    if (grams === undefined) return t.missing.grams;
    if (grams > batch.leftGrams) return t.missing.much;
    return form.reason.trim() === "" ? t.missing.why : undefined;
  };
  const { kind } = form;
  return (
    <>
      <SelectField
        label={t.which}
        value={batch.batch}
        onValue={set("batch")}
        options={own.map((one) => ({ value: one.batch, text: `${one.batch}　${kilograms(one.leftGrams)}` }))}
      />
      {batch.rejection !== "" && <p class="late note">{t.rejected(batch.rejection)}</p>}
      <Chips
        label={t.what}
        options={kinds.map((one) => ({ value: one, text: t.kinds[one] }))}
        chosen={[kind]}
        onChosen={([one]) => set("kind")(one as typeof kind)}
      />
      {kind === "offer" ? (
        <SelectField
          label={t.to}
          value={form.to}
          onValue={set("to")}
          options={others.map(({ actor, name }) => ({ value: actor, text: name[language] }))}
        />
      ) : (
        <>
          <WeightField
            label={t.weight}
            value={form.weight}
            onValue={set("weight")}
            note={t.has(kilograms(batch.leftGrams))}
          />
          <TextField label={t.why} value={form.reason} onValue={set("reason")} area />
        </>
      )}
      <Commitment
        danger={kind === "disposed"}
        about={{
          title: { zh: words.zh.kinds[kind], en: words.en.kinds[kind] },
          detail: { zh: batch.batch, en: batch.batch },
        }}
        missing={missing()}
        consequence={kind === "offer" ? t.waits : t.gone}
        task={() => ({
          steps:
            kind === "offer"
              ? offerBatch(sha256, { batch: batch.batch, nextHolder: form.to })
              : writeOff(sha256, {
                  batch: batch.batch,
                  cause: kind === "lost" ? 1 : 2,
                  grams: grams ?? 0,
                  reason: form.reason.trim(),
                }),
          ids: kind === "offer" ? [batch.batch, form.to] : [batch.batch],
        })}
      >
        {kind === "offer"
          ? t.offered(batch.batch, kilograms(batch.leftGrams), nameOf(actors, form.to)[language])
          : t.off(batch.batch, kilograms(grams ?? 0), t.wrote[kind])}
      </Commitment>
    </>
  );
}
