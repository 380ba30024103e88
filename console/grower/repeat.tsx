import { dictionary, useLanguage, useWords } from "../language.ts";
import { Icon } from "../parts/icon.tsx";
import { useKept } from "../parts/kept.ts";
import { useView } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import { type LastHarvest, leafStandards } from "./leaf.ts";

const words = dictionary(
  { same: "和上次一样？", harvest: "采收", go: "照上次的记，只填重量", comma: "、" },
  { same: "Same as last time?", harvest: "Harvest", go: "As last time, only weights", comma: ", " },
);

/** The usual day in one touch. */
export function Repeat() {
  const t = useWords(words);
  const language = useLanguage();
  const [last] = useKept<LastHarvest | undefined>("harvest", undefined);
  const plots = useView("/plots").data?.plots ?? [];
  if (!last) return null;
  const names = last.plots.map((id) => plots.find(({ plot }) => plot === id)?.survey.name[language] ?? id);
  return (
    <section class="asking">
      <h2>{t.same}</h2>
      <p>
        {t.harvest}　{names.join(t.comma)}　{leafStandards[language][last.standard]}
      </p>
      <a class="button main" href={hrefOf("harvest", "again")}>
        <Icon name="repeat" /> {t.go}
      </a>
    </section>
  );
}
