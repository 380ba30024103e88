import { useState } from "preact/hooks";
import { groupSerial } from "#core/label/serial.ts";
import { labelPath } from "#core/label/url.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { Icon } from "../parts/icon.tsx";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import { useLoaded, useView } from "../read/use-view.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { type KeptMint, storage } from "../storage.ts";

const words = dictionary(
  {
    title: "打印标签",
    none: "这一批的码不在这台设备上。请在生成标签的那台设备上打印。",
    sheet: (at: number, of: number, n: number) => `第 ${at} 张，共 ${of} 张　${n} 枚`,
    print: "打印这一张",
    before: "上一张",
    after: "下一张",
    note: "50 × 30 mm　4 列 × 9 行　A4　100 % 打印，不要缩放。装袋前不要启用。",
    net: (grams: number) => `净含量 ${grams} g`,
    packer: "装",
    batch: "批",
    mind: "认准",
    copy: "码可复印，请看封口",
    sample: "示例数据",
    code: (serial: string) => `${serial} 的二维码`,
  },
  {
    title: "Print labels",
    none: "The codes of this batch are not on this device. Print them where they were made.",
    sheet: (at, of, n) => `Sheet ${at} of ${of}, ${n} labels`,
    print: "Print this sheet",
    before: "Previous",
    after: "Next",
    note: "50 × 30 mm, 4 × 9 on A4, print at 100 %, do not scale. Do not activate before packing.",
    net: (grams) => `Net ${grams} g`,
    packer: "By",
    batch: "Batch",
    mind: "Look for",
    copy: "Codes can be copied: check the seal",
    sample: "Sample data",
    code: (serial) => `QR code of ${serial}`,
  },
);
const PER_SHEET = 36;

export function Print({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const batch = params[0] ?? "";
  const mints = useLoaded(
    async () => ({ body: (await (await storage()).getAll("mints")).filter((one) => one.batch === batch) }),
    [batch],
  );
  return (
    <Screen title={`${t.title} ${batch}`}>
      <Shown loaded={mints}>{(own) => (own.length === 0 ? <Empty>{t.none}</Empty> : <Sheets mints={own} />)}</Shown>
    </Screen>
  );
}

function Sheets({ mints }: { mints: readonly KeptMint[] }) {
  const t = useWords(words);
  const [at, setAt] = useState(0);
  const sheets = mints.flatMap((mint) =>
    Array.from({ length: Math.ceil(mint.serials.length / PER_SHEET) }, (_, k) => ({
      mint,
      serials: mint.serials.slice(k * PER_SHEET, (k + 1) * PER_SHEET),
    })),
  );
  const sheet = sheets[at];
  if (!sheet) return null;
  return (
    <>
      <p class="not-printed" role="status">
        {t.sheet(at + 1, sheets.length, sheet.serials.length)}
      </p>
      <p class="note not-printed">{t.note}</p>
      <div class="row not-printed">
        <button type="button" class="quiet" disabled={at === 0} onClick={() => setAt(at - 1)}>
          {t.before}
        </button>
        <button type="button" class="quiet" disabled={at === sheets.length - 1} onClick={() => setAt(at + 1)}>
          {t.after}
        </button>
        <button type="button" class="main" onClick={() => print()}>
          <Icon name="print" /> {t.print}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls sideways on a phone, so it must take the keyboard */}
      <section class="sheet-window" tabIndex={0} aria-label={t.title}>
        <ol class="sheet">
          {sheet.serials.map((serial) => (
            <li key={serial}>
              <Label mint={sheet.mint} serial={serial} />
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

/** Black on white whatever the screen; the code's picture comes from the service, which knows the public address. */
function Label({ mint: { product, batch, unitGrams }, serial }: { mint: KeptMint; serial: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, policy, actors } = useSignedIn();
  const name =
    useView("/products").data?.products.find((one) => one.product === product)?.definition.name[language] ?? product;
  return (
    <div class="label">
      <img alt={t.code(serial)} src={`/labels${labelPath({ product, batch, serial })}.svg`} />
      <div class="facts">
        <p class="top">
          <span class="mark">良迹</span> {policy.sample && <span>{t.sample}</span>}
        </p>
        <p class="product">{name.split(/ · |, /)[0]}</p>
        <p class="net">{t.net(unitGrams)}</p>
        <p>
          {t.packer}　{nameOf(actors, me.actor)[language]}
        </p>
        <p>
          {t.batch}　{batch}
        </p>
        <p>
          {t.mind} <b>{location.host}</b>
        </p>
      </div>
      <p class="serial">
        <b>{groupSerial(serial)}</b> <span>{t.copy}</span>
      </p>
    </div>
  );
}
