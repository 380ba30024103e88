import { leftTo } from "#core/batch/quota.ts";
import { offerQuota, takeQuota } from "#core/work/land.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { gramsOf, kilograms } from "../parts/amount.ts";
import { localDate } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { SelectField, WeightField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { leftFor, pickableBy, quotaOf, seasonOf } from "../read/plots.ts";
import { useView } from "../read/use-view.ts";
import type { Actor, Plot } from "../read/views.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";

const words = dictionary(
  {
    title: "采收额度",
    mine: (year: number) => `${year} 年我还能采`,
    none: "您名下没有额度。",
    own: "自己的地",
    taken: (who: string) => `从${who}接过来的`,
    incoming: "等您签收",
    take: "签名接过来",
    took: (grams: string, plot: string, who: string) => `我从${who}接过${plot} ${grams} 的采收额度。`,
    give: "转给别的茶农",
    nobody: "还没有登记别的茶农。",
    plot: "哪块地",
    to: "转给谁",
    weight: "转多少",
    has: (grams: string) => `还能采 ${grams}`,
    missing: {
      grams: "没填重量",
      much: "没有这么多",
      gone: (who: string, left: string) => `${who}只剩 ${left} 了，请对方重新转`,
    },
    offered: (grams: string, plot: string, who: string) => `我把${plot} ${grams} 的采收额度转给${who}。`,
    waits: "对方签名以后才算数。地的总产能不变，转走的您不能再采。",
    same: "接过来以后只有您能采。地的总产能不变。",
    sign: "签名转出",
  },
  {
    title: "Picking quota",
    mine: (year) => `What I may still pick in ${year}`,
    none: "You have no quota.",
    own: "own plot",
    taken: (who) => `taken over from ${who}`,
    incoming: "For you to sign",
    take: "Sign and take it",
    took: (grams, plot, who) => `I take over from ${who} the right to pick ${grams} on ${plot}.`,
    give: "Pass some on to another grower",
    nobody: "No other grower is registered yet.",
    plot: "Which plot",
    to: "To whom",
    weight: "How much",
    has: (grams) => `${grams} left to pick`,
    missing: {
      grams: "the mass is missing",
      much: "there is not so much",
      gone: (who, left) => `${who} has only ${left} left; ask for a new offer`,
    },
    offered: (grams, plot, who) => `I pass to ${who} the right to pick ${grams} on ${plot}.`,
    waits:
      "It counts once they have signed. The plot's capacity stays the same; what you passed on you can no longer pick.",
    same: "From then on only you may pick it. The plot's capacity stays the same.",
    sign: "Sign it over",
  },
);

export function Trading() {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const loaded = useView("/plots");
  const season = Number(localDate(new Date()).slice(0, 4));
  const others = actors.filter(({ actor, roles }) => actor !== me.actor && roles.includes("grower"));
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ plots }) => {
          const mine = pickableBy(plots, season, me.actor).filter((plot) => leftFor(plot, season, me.actor));
          const incoming = plots.flatMap((plot) =>
            (seasonOf(plot, season)?.offers ?? []).filter(({ to }) => to === me.actor).map((one) => ({ plot, ...one })),
          );
          return (
            <>
              {incoming.map((one) => (
                <Incoming key={`${one.plot.plot} ${one.from}`} {...one} season={season} />
              ))}
              <Heading>{t.mine(season)}</Heading>
              {mine.length === 0 && <Empty>{t.none}</Empty>}
              <ul class="rows">
                {mine.map((plot) => {
                  const holder = seasonOf(plot, season)?.holder ?? "";
                  return (
                    <li key={plot.plot}>
                      <div>
                        <b>{plot.survey.name[language]}</b>
                        <p class="note">{holder === me.actor ? t.own : t.taken(nameOf(actors, holder)[language])}</p>
                      </div>
                      <b>{kilograms(leftFor(plot, season, me.actor) ?? 0)}</b>
                    </li>
                  );
                })}
              </ul>
              {mine.length > 0 && (
                <>
                  <Heading>{t.give}</Heading>
                  {others.length > 0 ? (
                    <Offer mine={mine} season={season} others={others} />
                  ) : (
                    <Empty>{t.nobody}</Empty>
                  )}
                </>
              )}
            </>
          );
        }}
      </Shown>
    </Screen>
  );
}

function Incoming({ plot, from, grams, season }: { plot: Plot; from: string; grams: number; season: number }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const now = quotaOf(plot, season);
  const left = leftTo(now, from);
  return (
    <>
      <Heading>{t.incoming}</Heading>
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: plot.survey.name }}
        missing={grams > left ? t.missing.gone(nameOf(actors, from)[language], kilograms(left)) : undefined}
        label={t.take}
        consequence={t.same}
        task={() => ({
          steps: takeQuota(sha256, now, { plot: plot.plot, season, grams, from, to: me.actor }),
          ids: [plot.plot, from],
        })}
      >
        {t.took(kilograms(grams), plot.survey.name[language], nameOf(actors, from)[language])}
      </Commitment>
    </>
  );
}

type OfferProps = { readonly mine: readonly Plot[]; readonly season: number; readonly others: readonly Actor[] };
function Offer({ mine, season, others }: OfferProps) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const { form, set } = useForm({ plot: mine[0]?.plot ?? "", to: others[0]?.actor ?? "", weight: "" });
  const plot = mine.find((one) => one.plot === form.plot) ?? (mine[0] as Plot);
  const left = leftFor(plot, season, me.actor) ?? 0;
  const grams = gramsOf(form.weight);
  const name = plot.survey.name[language];
  const missing = grams === undefined ? t.missing.grams : grams > left ? t.missing.much : undefined;
  return (
    <>
      <SelectField
        label={t.plot}
        value={plot.plot}
        onValue={set("plot")}
        options={mine.map((one) => ({ value: one.plot, text: one.survey.name[language] }))}
      />
      <SelectField
        label={t.to}
        value={form.to}
        onValue={set("to")}
        options={others.map(({ actor, name: names }) => ({ value: actor, text: names[language] }))}
      />
      <WeightField label={t.weight} value={form.weight} onValue={set("weight")} note={t.has(kilograms(left))} />
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: plot.survey.name }}
        missing={missing}
        label={t.sign}
        consequence={t.waits}
        task={() => ({
          steps: offerQuota(sha256, quotaOf(plot, season), {
            ...{ plot: plot.plot, season, grams: grams ?? 0 },
            ...{ from: me.actor, to: form.to },
          }),
          ids: [plot.plot, form.to],
        })}
      >
        {t.offered(kilograms(grams ?? 0), name, nameOf(actors, form.to)[language])}
      </Commitment>
    </>
  );
}
