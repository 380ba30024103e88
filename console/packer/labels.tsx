import { useState } from "preact/hooks";
import type { Stock } from "#core/label/stock.ts";
import { activate, hideCodes, mint } from "#core/work/labels.ts";
import { counted, dictionary, useLanguage, useWords } from "../language.ts";
import { count, kilograms } from "../parts/amount.ts";
import { shownSeconds } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, WeightField } from "../parts/field.tsx";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { useView } from "../read/use-view.ts";
import type { Batch, Mint, Product } from "../read/views.ts";
import { hrefOf } from "../route.ts";
import type { Task } from "../send/job.ts";
import { useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { storage } from "../storage.ts";
import { drawSerials } from "./serials.ts";
import { Voiding } from "./void.tsx";

const words = dictionary(
  {
    title: "标签",
    which: "哪一批",
    none: "没有封了账、还能贴标的批次。先记装袋、封账。",
    howMany: "印多少枚",
    hidden: "加刮层暗码",
    hiddenNote: "每枚另有一个暗码，印好后盖上涂层；第一个刮开核对的人会拿到回执。要用 60 × 40 mm 以上的标签。",
    without: "不加",
    withHidden: "加",
    piece: "枚",
    most: (n: number) => `最多 ${n}`,
    noCount: "没填枚数",
    tooMany: (n: number) => `这一批只够 ${n} 枚`,
    said: (batch: string, n: number, unit: string) => `我为批次 ${batch} 生成 ${n} 枚标签，每枚 ${unit}，共 `,
    end: "。",
    consequence: "码在这台设备上随机产生；合约只记它们的总根和重量，超过这一批的重量会被拒绝。",
    mintAbout: "生成标签",
    mintSign: "签名并生成",
    existing: "已经生成的",
    noMints: "还没有生成标签。",
    active: (time: string) => `${time} 启用`,
    printed: "没启用",
    print: "打印",
    tags: "贴封签",
    activate: "启用",
    void: "作废…",
    stock: (s: Stock) =>
      [
        ["待贴", s.waiting],
        ["在售", s.active],
        ["报废", s.spoiled],
        ["退回", s.returned],
        ["作废", s.void],
      ]
        .filter(([, n]) => n !== 0)
        .map(([word, n]) => `${word} ${n}`)
        .join(" · "),
    activateSaid: (batch: string, n: number) =>
      `我确认批次 ${batch} 的 ${n} 枚标签已经贴在袋上、袋子封好了，现在启用。`,
    activateConsequence: "启用以后，扫码的人会看到“已启用，在售”。没贴上的请先作废。",
    activateAbout: "启用标签",
    activateSign: "签名并启用",
    line: (n: number, unit: string) => `${n} 枚 × ${unit}`,
  },
  {
    title: "Labels",
    which: "Which batch",
    none: "No closed batch has mass left for labels. Pack and close one first.",
    howMany: "How many",
    hidden: "Codes under a scratch layer",
    hiddenNote:
      "Each label gets a second code, to be covered; whoever checks it first gets a receipt. Takes labels of 60 × 40 mm or more.",
    without: "no",
    withHidden: "yes",
    piece: "labels",
    most: (n) => `at most ${n}`,
    noCount: "the number is missing",
    tooMany: (n) => `the batch is enough for ${n}`,
    said: (batch, n, unit) => `I make ${counted(n, "label")} of ${unit} for batch ${batch}: `,
    end: ".",
    consequence:
      "The codes are drawn at random on this device; the contract holds their root and mass only, and refuses more than the batch weighs.",
    mintAbout: "Labels made",
    mintSign: "Sign and make",
    existing: "Made already",
    noMints: "No labels yet.",
    active: (time) => `activated ${time}`,
    printed: "not activated",
    print: "Print",
    tags: "Seal tags",
    activate: "Activate",
    void: "Void…",
    stock: (s) =>
      [
        ["waiting", s.waiting],
        ["active", s.active],
        ["spoiled", s.spoiled],
        ["returned", s.returned],
        ["void", s.void],
      ]
        .filter(([, n]) => n !== 0)
        .map(([word, n]) => `${word} ${n}`)
        .join(" · "),
    activateSaid: (batch, n) =>
      `I activate ${counted(n, "label")} of batch ${batch}, which I confirm to be on sealed packs.`,
    activateConsequence: "From then on a scan says “active, on sale”. Void those that were not used first.",
    activateAbout: "Labels activated",
    activateSign: "Sign and activate",
    line: (n, unit) => `${n} × ${unit}`,
  },
);

export function Labels({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const { me } = useSignedIn();
  const batches = useView("/batches");
  const products = useView("/products");
  const [activating, setActivating] = useState<{ mint: Mint; batch: Batch }>();
  const [voiding, setVoiding] = useState<{ mint: Mint; batch: Batch }>();
  return (
    <Screen title={t.title}>
      <Shown loaded={batches}>
        {({ batches: all }) => (
          <Shown loaded={products}>
            {({ products }) => {
              const unitOf = (batch: Batch) =>
                products.find(({ product }) => product === batch.product)?.definition.unitGrams ?? 0;
              const own = all.filter(
                (one) => one.keeper === me.actor && one.state === "closed" && unitOf(one) > 0 && !one.recalled,
              );
              const free = own.filter((one) => one.leftGrams >= unitOf(one));
              if (activating) return <Activating key={activating.mint.labelRoot} {...activating} />;
              if (voiding) return <Voiding key={voiding.mint.labelRoot} {...voiding} />;
              return (
                <>
                  {free.length === 0 ? (
                    <Empty>{t.none}</Empty>
                  ) : (
                    <Minting free={free} products={products} first={params[0] ?? ""} />
                  )}
                  <Heading>{t.existing}</Heading>
                  <Mints
                    own={own}
                    onActivate={(mint, batch) => setActivating({ mint, batch })}
                    onVoid={(mint, batch) => setVoiding({ mint, batch })}
                  />
                </>
              );
            }}
          </Shown>
        )}
      </Shown>
    </Screen>
  );
}

function Minting({ free, products, first }: { free: readonly Batch[]; products: readonly Product[]; first: string }) {
  const t = useWords(words);
  const unitOf = (one: Batch) => products.find(({ product }) => product === one.product)?.definition.unitGrams ?? 0;
  const [chosen, setChosen] = useState(first);
  const batch = free.find((one) => one.batch === chosen) ?? (free[0] as Batch);
  const unitGrams = unitOf(batch);
  const most = Math.floor(batch.leftGrams / unitGrams);
  const [number, setNumber] = useState(String(most));
  const [hidden, setHidden] = useState("no");
  const labels = count(number);
  const missing = labels === undefined ? t.noCount : labels > most ? t.tooMany(most) : undefined;
  const task = async (): Promise<Task> => {
    const serials = drawSerials(labels ?? 0);
    const hiddenCodes = hidden === "yes" ? drawSerials(labels ?? 0) : undefined;
    const sheet =
      hiddenCodes &&
      hideCodes(sha256, {
        ...{ batch: batch.batch, serials, codes: hiddenCodes },
        key: crypto.getRandomValues(new Uint8Array(32)),
      });
    const { message } = mint(sha256, {
      ...{ batch: batch.batch, serials, unitGrams },
      ...(sheet && { hiddenRoot: sheet.root }),
    });
    // Kept before it is sent: a label that exists can be printed.
    await (await storage()).put("mints", {
      root: String(message.labelRoot).slice(2),
      batch: batch.batch,
      product: batch.product,
      unitGrams,
      serials,
      ...(hiddenCodes && { hiddenCodes }),
      createdAt: Date.now(),
    });
    return { steps: [{ kind: "mint", message, serials, ...(sheet && { hidden: sheet.sent }) }], ids: [batch.batch] };
  };
  return (
    <>
      <SelectField
        label={t.which}
        value={batch.batch}
        onValue={setChosen}
        options={free.map((one) => ({ value: one.batch, text: `${one.batch}　${kilograms(one.leftGrams)}` }))}
      />
      <WeightField label={t.howMany} value={number} onValue={setNumber} unit={t.piece} note={t.most(most)} />
      <SelectField
        label={t.hidden}
        value={hidden}
        onValue={setHidden}
        options={[
          { value: "no", text: t.without },
          { value: "yes", text: t.withHidden },
        ]}
        note={hidden === "yes" ? t.hiddenNote : ""}
      />
      <Commitment
        about={{
          title: { zh: words.zh.mintAbout, en: words.en.mintAbout },
          detail: { zh: batch.batch, en: batch.batch },
        }}
        missing={missing}
        consequence={t.consequence}
        label={t.mintSign}
        task={task}
        next={
          <a class="button" href={hrefOf("print", batch.batch)}>
            {t.print}
          </a>
        }
      >
        {t.said(batch.batch, labels ?? 0, `${unitGrams} g`)}
        <b>{kilograms((labels ?? 0) * unitGrams)}</b>
        {t.end}
      </Commitment>
    </>
  );
}

type On = (mint: Mint, batch: Batch) => void;
function Mints({ own, onActivate, onVoid }: { own: readonly Batch[]; onActivate: On; onVoid: On }) {
  const t = useWords(words);
  const mints = own.flatMap((batch) => batch.mints.map((one) => ({ ...one, batch })));
  if (mints.length === 0) return <Empty>{t.noMints}</Empty>;
  return (
    <ul class="rows">
      {mints.map(({ batch, ...one }) => (
        <li key={one.labelRoot}>
          <div>
            <b>
              {batch.batch}　{t.line(one.count, `${one.unitGrams} g`)}
            </b>
            <p class="note">{one.activatedAt > 0 ? t.active(shownSeconds(one.activatedAt)) : t.printed}</p>
            <p class="note">{t.stock(one.stock)}</p>
          </div>
          <span class="row">
            <a class="button" href={hrefOf("print", batch.batch)} aria-label={`${t.print} ${batch.batch}`}>
              {t.print}
            </a>
            <a class="button" href={hrefOf("tags", batch.batch)} aria-label={`${t.tags} ${batch.batch}`}>
              {t.tags}
            </a>
            <button
              type="button"
              class="quiet"
              aria-label={`${t.void} ${batch.batch}`}
              onClick={() => onVoid(one, batch)}
            >
              {t.void}
            </button>
            {one.activatedAt === 0 && (
              <button
                type="button"
                class="quiet"
                aria-label={`${t.activate} ${batch.batch}`}
                onClick={() => onActivate(one, batch)}
              >
                {t.activate}
              </button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Activating({ mint: one, batch }: { mint: Mint; batch: Batch }) {
  const t = useWords(words);
  const language = useLanguage();
  return (
    <Commitment
      about={{
        title: { zh: words.zh.activateAbout, en: words.en.activateAbout },
        detail: { zh: batch.batch, en: batch.batch },
      }}
      label={t.activateSign}
      consequence={t.activateConsequence}
      task={() => ({
        steps: activate(one.labelRoot.startsWith("0x") ? one.labelRoot : `0x${one.labelRoot}`),
        ids: [batch.batch],
      })}
    >
      <span lang={language === "zh" ? "zh-CN" : "en"}>{t.activateSaid(batch.batch, one.count - one.voided)}</span>
    </Commitment>
  );
}
