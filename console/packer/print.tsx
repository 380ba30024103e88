import { useEffect, useMemo, useState } from "preact/hooks";
import type { Entry } from "#core/entry.ts";
import { type FormatName, paperFormats, perPage } from "#core/print/formats.ts";
import { labelWords, missingOn } from "#core/print/label.ts";
import { Refusal, sentence } from "#core/refusal.ts";
import { read } from "../api.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { DateField, SelectField, TextField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { Icon } from "../parts/icon.tsx";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import { useLoaded, useView } from "../read/use-view.ts";
import type { Product } from "../read/views.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { type KeptMint, storage } from "../storage.ts";
import { contentsOf, type Said } from "./print/content.ts";
import type { FileKind } from "./print/make.ts";
import { saveAs } from "./print/save.ts";

const words = dictionary(
  {
    title: "打印标签",
    none: "这一批的码不在这台设备上。请在生成标签的那台设备上打印。",
    which: "哪一次生成的",
    mint: (n: number, time: string, hidden: boolean) => `${n} 枚，${time}${hidden ? "，带刮层暗码" : ""}`,
    paper: "什么纸",
    part: "哪一份",
    partOf: (from: number, to: number, all: number) => `第 ${from}–${to} 枚，共 ${all} 枚`,
    origin: "产地",
    producer: "生产者",
    madeOn: "生产日期",
    bestBefore: "保质期至",
    grade: "质量等级",
    name: "品名",
    law: "包装上要有品名、产地、生产者、生产日期、保质期、质量等级（农产品质量安全法第三十八条）。",
    missing: (fields: readonly string[]) => `还不能打印（没填${fields.join("、")}）`,
    tooSmall: "还不能打印（标签太小）",
    look: "第一枚印出来的样子",
    make: {
      pdf: "PDF",
      "zpl-203": "ZPL 203 dpi",
      "zpl-300": "ZPL 300 dpi",
      svg: "SVG（一张）",
      csv: "CSV（给印刷厂）",
    },
    making: "正在排版…",
    made: (name: string) => `已存成 ${name}`,
    failed: "没有排成。请检查网络，再试一次。",
    note: "打印时选 100 %，不要缩放。没贴上袋的不要启用。刮层暗码印好后贴上涂层；CSV 里有暗码，用完请删掉。",
  },
  {
    title: "Print labels",
    none: "The codes of this batch are not on this device. Print them where they were made.",
    which: "Made when",
    mint: (n, time, hidden) => `${n}, ${time}${hidden ? ", with hidden codes" : ""}`,
    paper: "On what paper",
    part: "Which part",
    partOf: (from, to, all) => `${from}–${to} of ${all}`,
    origin: "Origin",
    producer: "Producer",
    madeOn: "Made on",
    bestBefore: "Best before",
    grade: "Quality grade",
    name: "Name",
    law: "A pack says name, origin, producer, day made, best before and quality grade (Law on quality and safety of farm produce, art. 38).",
    missing: (fields) => `cannot print yet (missing: ${fields.join(", ")})`,
    tooSmall: "cannot print yet (label too small)",
    look: "How the first one will look",
    make: {
      pdf: "PDF",
      "zpl-203": "ZPL 203 dpi",
      "zpl-300": "ZPL 300 dpi",
      svg: "SVG (one page)",
      csv: "CSV (print shop)",
    },
    making: "Setting…",
    made: (name) => `Saved as ${name}`,
    failed: "Not made. Check the network and try again.",
    note: "Print at 100 %, do not scale. Do not activate what is not on a pack. Put the scratch layer over the hidden codes; they are in the CSV too: delete it after use.",
  },
);
/** Labels in one file: about fifty A4 sheets. */
const MOST_IN_FILE = 1800;

export function Print({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const batch = params[0] ?? "";
  const products = useView("/products");
  const kept = useLoaded(
    async () => ({ body: (await (await storage()).getAll("mints")).filter((one) => one.batch === batch) }),
    [batch],
  );
  const packing = useLoaded(async () => ({ body: await packingOf(batch) }), [batch]);
  return (
    <Screen title={`${t.title} ${batch}`}>
      <Shown loaded={kept}>
        {(mints) =>
          mints.length === 0 ? (
            <Empty>{t.none}</Empty>
          ) : (
            <Shown loaded={products}>
              {({ products }) => (
                <Shown loaded={packing}>{(days) => <Form mints={mints} products={products} days={days} />}</Shown>
              )}
            </Shown>
          )
        }
      </Shown>
    </Screen>
  );
}

type Days = { readonly madeOn: string; readonly bestBefore: string };
/** When it was packed and until when it keeps, as the packing record says; empty where there is none. */
async function packingOf(batch: string): Promise<Days> {
  const { body } = await read<{ indexes: readonly number[] }>(`/batches/${batch}`);
  for (const index of body.indexes) {
    const { statement } = (await read<{ entry: Entry }>(`/entries/${index}`)).body.entry;
    if (statement.type === "TransformationEvent" && statement["liangji:packs"])
      return { madeOn: statement.eventTime.slice(0, 10), bestBefore: statement["liangji:packs"].bestBefore };
  }
  return { madeOn: "", bestBefore: "" };
}

type FormProps = {
  mints: readonly KeptMint[];
  products: readonly Product[];
  days: Days;
};
function Form({ mints, products, days }: FormProps) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, policy, actors } = useSignedIn();

  const { form, set } = useForm(() => ({
    mint: mints[0]?.root ?? "",
    format: "a4-50x30",
    part: "0",
    origin: "",
    producer: nameOf(actors, me.actor)[language],
    ...days,
    grade: "",
  }));
  const mint = mints.find(({ root }) => root === form.mint) ?? (mints[0] as KeptMint);
  const format = (form.format in paperFormats ? form.format : "a4-50x30") as FormatName;
  const definition = products.find(({ product }) => product === mint.product)?.definition;
  const { origin, producer, madeOn, bestBefore, grade } = form;
  const contents = useMemo(() => {
    const said: Said = { origin, producer, madeOn, bestBefore, grade };
    return contentsOf(mint, definition, said, { origin: location.origin, sample: policy.sample, language });
  }, [mint, definition, origin, producer, madeOn, bestBefore, grade, policy.sample, language]);
  const part = Number(form.part) * MOST_IN_FILE;
  const some = contents.slice(part, part + MOST_IN_FILE);
  const missing = some[0] ? missingOn(some[0]).map((one) => t[one as "name" | keyof Said]) : [];
  const looks = useLook(some[0], format);
  return (
    <>
      <SelectField
        label={t.which}
        value={mint.root}
        onValue={set("mint")}
        options={mints.map((one) => ({
          value: one.root,
          text: t.mint(
            one.serials.length,
            new Date(one.createdAt).toLocaleString(language),
            one.hiddenCodes !== undefined,
          ),
        }))}
      />
      <SelectField
        label={t.paper}
        value={format}
        onValue={set("format")}
        options={Object.entries(paperFormats).map(([value, { name }]) => ({ value, text: name[language] }))}
      />
      {contents.length > MOST_IN_FILE && (
        <SelectField
          label={t.part}
          value={form.part}
          onValue={set("part")}
          options={Array.from({ length: Math.ceil(contents.length / MOST_IN_FILE) }, (_, n) => ({
            value: String(n),
            text: t.partOf(n * MOST_IN_FILE + 1, Math.min(contents.length, (n + 1) * MOST_IN_FILE), contents.length),
          }))}
        />
      )}
      <p class="note">{t.law}</p>
      <TextField label={t.origin} value={origin} onValue={set("origin")} />
      <TextField label={t.producer} value={producer} onValue={set("producer")} />
      <DateField label={t.madeOn} value={madeOn} onValue={set("madeOn")} />
      <DateField label={t.bestBefore} value={bestBefore} onValue={set("bestBefore")} />
      <TextField label={t.grade} value={grade} onValue={set("grade")} />
      <figure class="label-look">
        <figcaption>{t.look}</figcaption>
        {typeof looks === "string" ? (
          <img src={looks} alt={t.look} />
        ) : (
          looks && <p class="refused">{sentence(looks.code, looks.facts, language)}</p>
        )}
      </figure>
      <Files
        blocked={missing.length > 0 ? t.missing(missing) : looks instanceof Refusal ? t.tooSmall : undefined}
        name={`${mint.batch}-${part + 1}`}
        make={async (kind) => {
          const { makeFile } = await import("./print/make.ts");
          const page = kind === "svg" ? some.slice(0, perPage(paperFormats[format])) : some;
          return makeFile(kind, format, page, labelWords[language]);
        }}
      />
      <p class="note">{t.note}</p>
    </>
  );
}

/** A picture of one label, or why it cannot be. */
function useLook(
  content: ReturnType<typeof contentsOf>[number] | undefined,
  format: FormatName,
): string | Refusal | undefined {
  const language = useLanguage();
  const [look, setLook] = useState<string | Refusal>();
  useEffect(() => {
    let wanted = true;
    void Promise.all([import("./print/make.ts"), import("#core/print/svg.ts")]).then(([{ draw }, { pageSvg }]) => {
      if (!wanted || !content) return;
      try {
        const { label } = paperFormats[format];
        const paper = { ...paperFormats[format], page: label, columns: 1, rows: 1, left: 0, top: 0 };
        const svg = pageSvg(paper, [draw(content, format, labelWords[language])]);
        setLook(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        setLook(error);
      }
    });
    return () => {
      wanted = false;
    };
  }, [content, format, language]);
  return look;
}

type FilesProps = { blocked: string | undefined; name: string; make: (kind: FileKind) => Promise<Blob> };
function Files({ blocked, name, make }: FilesProps) {
  const t = useWords(words);
  const [status, setStatus] = useState("");
  const [busy, setBusy] = useState(false);
  const save = async (kind: FileKind): Promise<void> => {
    setBusy(true);
    setStatus(t.making);
    try {
      const file = `liangji-${name}${kind.startsWith("zpl") ? `-${kind.slice(4)}dpi.zpl` : `.${kind}`}`;
      saveAs(await make(kind), file);
      setStatus(t.made(file));
    } catch {
      setStatus(t.failed);
    }
    setBusy(false);
  };
  if (blocked)
    return (
      <button type="button" class="not-yet" aria-disabled="true">
        {blocked}
      </button>
    );
  return (
    <>
      <div class="row wrap">
        {(Object.keys(t.make) as FileKind[]).map((kind) => (
          <button
            key={kind}
            type="button"
            class={kind === "pdf" ? "main" : "quiet"}
            disabled={busy}
            onClick={() => save(kind)}
          >
            {kind === "pdf" && <Icon name="print" />} {t.make[kind]}
          </button>
        ))}
      </div>
      <p role="status">{status}</p>
    </>
  );
}
