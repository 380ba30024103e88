import { survey } from "#core/work/land.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { gramsOf, kilograms, kilogramText, mu } from "../parts/amount.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { NamesField, SelectField, TextField, WeightField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { isId, nextNumbered } from "../parts/next-id.ts";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import { useView } from "../read/use-view.ts";
import type { Actor, Plot } from "../read/views.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { metresOf, outlineText, parseOutline, squareMetresOf } from "./outline.ts";

const words = dictionary(
  {
    title: "测绘地块、定额度",
    plot: "编号",
    name: "名称",
    town: "在哪个乡镇",
    holder: "归谁",
    outline: "边界，一行一个角：经度, 纬度",
    datum: "坐标系",
    altitude: "海拔（米）",
    season: "哪一年",
    capacity: "今年最多能采多少鲜叶",
    area: (mu: string) => `测得 ${mu} 亩`,
    basis: "额度的依据",
    none: "还没有种植主体。先登记一个。",
    badId: "编号不对",
    noName: "没填名称或乡镇",
    badOutline: "边界不对，至少三个角",
    noCapacity: "没填额度",
    belowUsed: (grams: string) => `已经采了 ${grams}，不能再小`,
    badNumber: "海拔或年份不对",
    noBasis: "没填依据",
    drawn: "地块的形状",
    said: (time: string, name: string, area: string, holder: string, season: number) =>
      `${time}，我测绘${name}，${area} 亩，归${holder}，${season} 年最多采鲜叶 `,
    end: "。",
    consequence: "边界和依据公开，额度写进合约：以后这块地超过它一克也采不出来。",
  },
  {
    title: "Survey and capacity",
    plot: "Id",
    name: "Name",
    town: "Town",
    holder: "Holder",
    outline: "Outline, one corner a line: longitude, latitude",
    datum: "Datum",
    altitude: "Altitude (m)",
    season: "Year",
    capacity: "Most leaf this year",
    area: (mu) => `${mu} mu as surveyed`,
    basis: "Basis of the capacity",
    none: "There is no grower yet. Admit one first.",
    badId: "the id is not right",
    noName: "the name or town is missing",
    badOutline: "the outline needs three corners or more",
    noCapacity: "the capacity is missing",
    belowUsed: (grams) => `${grams} are picked already; it cannot be less`,
    badNumber: "the altitude or year is not right",
    noBasis: "the basis is missing",
    drawn: "Shape of the plot",
    said: (time, name, area, holder, season) =>
      `At ${time} I survey ${name}, ${area} mu, held by ${holder}; the most leaf in ${season} is `,
    end: ".",
    consequence: "Outline and basis are public, the capacity stands in the contract: not a gram more can be picked.",
  },
);

export function Survey({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const { actors } = useSignedIn();
  const loaded = useView("/plots");
  const growers = actors.filter(({ roles }) => roles.includes("grower"));
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ plots }) =>
          growers.length === 0 ? (
            <Empty>{t.none}</Empty>
          ) : (
            <Form growers={growers} plots={plots} again={plots.find(({ plot }) => plot === params[0])} />
          )
        }
      </Shown>
    </Screen>
  );
}

function Form({
  growers,
  plots,
  again,
}: {
  growers: readonly Actor[];
  plots: readonly Plot[];
  again: Plot | undefined;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSignedIn();
  const like = again?.survey ?? plots.at(-1)?.survey;
  const { form, set, setForm } = useForm(() => ({
    plot:
      again?.plot ??
      nextNumbered(
        "plot",
        plots.map(({ plot }) => plot),
        1,
      ),
    name: again?.survey.name ?? { zh: "", en: "" },
    town: like?.town ?? { zh: "", en: "" },
    holder: like?.holder ?? growers[0]?.actor ?? "",
    outline: again ? outlineText(again.survey.outline) : "",
    datum: "CGCS2000",
    altitude: String(like?.altitudeMetres ?? 300),
    season: String(new Date().getFullYear()),
    capacity: again ? kilogramText(again.survey.capacityGrams) : "",
    basis: like?.basis ?? "",
  }));
  const outline = parseOutline(form.outline);
  const areaSquareMetres = outline ? squareMetresOf(outline) : 0;
  const capacityGrams = gramsOf(form.capacity);
  const season = Number(form.season);
  const used = again?.seasons.find((one) => one.season === season)?.usedGrams ?? 0;
  const changeOutline = (text: string): void => {
    const corners = parseOutline(text);
    // Other plots' grams a square metre, as a start.
    const usual =
      like && corners && !again
        ? Math.floor((squareMetresOf(corners) * like.capacityGrams) / like.areaSquareMetres / 100) * 100
        : undefined;
    setForm((before) => ({ ...before, outline: text, ...(usual && { capacity: kilogramText(usual) }) }));
  };
  const missing = () => {
    if (!isId(form.plot)) return t.badId;
    if ([form.name.zh, form.name.en, form.town.zh, form.town.en].some((text) => text.trim() === "")) return t.noName;
    if (!outline || areaSquareMetres < 1) return t.badOutline;
    if (capacityGrams === undefined) return t.noCapacity;
    if (capacityGrams < used) return t.belowUsed(kilograms(used));
    if (!/^-?\d{1,4}$/.test(form.altitude) || !/^2\d{3}$/.test(form.season)) return t.badNumber;
    return form.basis.trim() === "" ? t.noBasis : undefined;
  };
  const time = localTime(new Date());
  return (
    <>
      <TextField label={t.plot} value={form.plot} onValue={set("plot")} mono />
      <NamesField label={t.name} value={form.name} onValue={set("name")} />
      <NamesField label={t.town} value={form.town} onValue={set("town")} />
      <SelectField
        label={t.holder}
        value={form.holder}
        onValue={set("holder")}
        options={growers.map(({ actor, name }) => ({ value: actor, text: name[language] }))}
      />
      <TextField
        label={t.outline}
        value={form.outline}
        onValue={changeOutline}
        area
        mono
        {...(outline && { note: t.area(mu(areaSquareMetres)) })}
      />
      {outline && <Shape outline={outline} label={t.drawn} />}
      <div class="pair">
        <SelectField
          label={t.datum}
          value={form.datum}
          onValue={set("datum")}
          options={["CGCS2000", "WGS84"].map((value) => ({ value, text: value }))}
        />
        <TextField label={t.altitude} value={form.altitude} onValue={set("altitude")} mode="numeric" />
      </div>
      <TextField label={t.season} value={form.season} onValue={set("season")} mode="numeric" />
      <WeightField label={t.capacity} value={form.capacity} onValue={set("capacity")} />
      <TextField label={t.basis} value={form.basis} onValue={set("basis")} />
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: form.name }}
        missing={missing()}
        consequence={t.consequence}
        task={() => ({
          steps: survey(sha256, {
            occurredAt: time,
            plot: form.plot,
            name: form.name,
            holder: form.holder,
            town: form.town,
            outline: outline ?? [],
            datum: form.datum === "WGS84" ? "WGS84" : "CGCS2000",
            areaSquareMetres,
            altitudeMetres: Number(form.altitude),
            season,
            capacityGrams: capacityGrams ?? 0,
            basis: form.basis.trim(),
          }),
          ids: [form.plot, form.holder],
        })}
      >
        {t.said(
          shownTime(time),
          form.name[language] || "…",
          mu(areaSquareMetres),
          nameOf(actors, form.holder)[language],
          season,
        )}
        <b>{kilograms(capacityGrams ?? 0)}</b>
        {t.end}
      </Commitment>
    </>
  );
}

function Shape({ outline, label }: { outline: readonly (readonly [number, number])[]; label: string }) {
  const flat = metresOf(outline).map(([x, y]) => [x, -y] as const);
  const [xs, ys] = [flat.map(([x]) => x), flat.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const size = Math.max(Math.max(...xs) - left, Math.max(...ys) - top, 1);
  const margin = size / 12;
  return (
    <svg
      class="shape"
      viewBox={`${left - margin} ${top - margin} ${size + 2 * margin} ${size + 2 * margin}`}
      role="img"
      aria-label={label}
    >
      <polygon points={flat.map((point) => point.join(",")).join(" ")} />
    </svg>
  );
}
