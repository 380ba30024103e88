import { useEffect, useMemo, useState } from "preact/hooks";
import { groupSerial } from "#core/label/grouped.ts";
import { type UnitFormatName, unitFormats } from "#core/print/formats.ts";
import { drawUnitLabel, type UnitContent, unitLabelWords } from "#core/print/unit-label.ts";
import { Refusal, sentence } from "#core/refusal.ts";
import { unitPath } from "#core/unit/url.ts";
import { read } from "../../api.ts";
import { dictionary, useLanguage, useWords } from "../../language.ts";
import { SelectField } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Screen, Shown } from "../../parts/screen.tsx";
import type { UnitAnswer } from "../../read/units.ts";
import { useLoaded } from "../../read/use-view.ts";
import { useSignedIn } from "../../session.ts";
import { saveAs } from "../print/save.ts";

const words = dictionary(
  {
    title: "打印箱标",
    paper: "什么纸",
    look: "印出来的样子",
    kinds: { pdf: "PDF", "zpl-203": "ZPL 203 dpi", svg: "SVG" },
    making: "正在排版…",
    made: (name: string) => `已存成 ${name}`,
    failed: "没有排成。请检查网络，再试一次。",
    page: "看这个码打开的页面",
    note: "打印时选 100 %。箱拆了就把箱标撕掉：码还能扫，页面会说已经拆了。",
  },
  {
    title: "Box label",
    paper: "On what paper",
    look: "How it will look",
    kinds: { pdf: "PDF", "zpl-203": "ZPL 203 dpi", svg: "SVG" },
    making: "Setting…",
    made: (name) => `Saved as ${name}`,
    failed: "Not made. Check the network and try again.",
    page: "See the page that the code opens",
    note: "Print at 100 %. Remove the label when the box is taken apart: the code still opens a page, which then says so.",
  },
);
const kinds = ["pdf", "zpl-203", "svg"] as const;

/** The label of one box or pallet, as its record stands now. */
export function BoxLabel({ params: [code = ""] }: { params: readonly string[] }) {
  const t = useWords(words);
  const loaded = useLoaded(() => read<UnitAnswer>(`/units/${encodeURIComponent(code)}`), [code]);
  return (
    <Screen title={t.title} sub={groupSerial(code)}>
      <Shown loaded={loaded}>{({ unit }) => <Form unit={unit} />}</Shown>
    </Screen>
  );
}

function Form({ unit }: UnitAnswer) {
  const t = useWords(words);
  const language = useLanguage();
  const { policy } = useSignedIn();
  const [format, setFormat] = useState<UnitFormatName>("roll-100x100");
  const [status, setStatus] = useState("");
  const content = useMemo(
    (): UnitContent => ({
      ...{ kind: unit.kind, code: unit.code, sample: policy.sample, packedOn: unit.changedAt.slice(0, 10) },
      ...{ url: `${location.origin}${unitPath(unit.code)}`, domain: location.host, packer: unit.packerName[language] },
      lots: unit.lots.map(({ name, batch, count }) => `${name[language].split(/ · |, /)[0]} ${batch} × ${count}`),
    }),
    [unit, policy.sample, language],
  );
  const look = useDrawing(content, format);
  const save = async (kind: (typeof kinds)[number]): Promise<void> => {
    if (!look || look instanceof Refusal) return;
    setStatus(t.making);
    try {
      const { makeUnitFile } = await import("../print/make.ts");
      const name = `liangji-${unit.kind}-${unit.code}.${kind === "zpl-203" ? "zpl" : kind}`;
      saveAs(await makeUnitFile(kind, format, look.drawing), name);
      setStatus(t.made(name));
    } catch {
      setStatus(t.failed);
    }
  };
  return (
    <>
      <SelectField
        label={t.paper}
        value={format}
        onValue={(value) => setFormat(value in unitFormats ? (value as UnitFormatName) : "roll-100x100")}
        options={Object.entries(unitFormats).map(([value, { name }]) => ({ value, text: name[language] }))}
      />
      <figure class="label-look">
        <figcaption>{t.look}</figcaption>
        {look instanceof Refusal ? (
          <p class="refused">{sentence(look.code, look.facts, language)}</p>
        ) : (
          look && <img src={look.picture} alt={t.look} />
        )}
      </figure>
      <div class="row wrap">
        {kinds.map((kind) => (
          <button key={kind} type="button" class={kind === "pdf" ? "main" : "quiet"} onClick={() => void save(kind)}>
            {kind === "pdf" && <Icon name="print" />} {t.kinds[kind]}
          </button>
        ))}
      </div>
      <p role="status">{status}</p>
      <p>
        <a class="button quiet" href={unitPath(unit.code)}>
          {t.page}
        </a>
      </p>
      <p class="note">{t.note}</p>
    </>
  );
}

type Look = { readonly drawing: ReturnType<typeof drawUnitLabel>; readonly picture: string };
/** The label as drawn and a picture of it, or why it cannot be. */
function useDrawing(content: UnitContent, format: UnitFormatName): Look | Refusal | undefined {
  const language = useLanguage();
  const [look, setLook] = useState<Look | Refusal>();
  useEffect(() => {
    let wanted = true;
    void Promise.all([import("../print/codes.ts"), import("#core/print/svg.ts")]).then(([{ codesOf }, { pageSvg }]) => {
      if (!wanted) return;
      try {
        const { label } = unitFormats[format];
        const drawing = drawUnitLabel(content, codesOf(content).qr, label, unitLabelWords[language]);
        const paper = { ...unitFormats[format], page: label, columns: 1, rows: 1, left: 0, top: 0 };
        const svg = pageSvg(paper, [drawing]);
        setLook({ drawing, picture: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` });
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
