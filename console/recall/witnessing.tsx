import { witnessDestruction } from "#core/work/recall.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Heading } from "../parts/screen.tsx";
import type { RecallDetail } from "../read/recalls.ts";
import { nameOf, useSignedIn } from "../session.ts";

const words = dictionary(
  {
    title: "见证销毁",
    said: (time: string, place: string, who: string, batch: string, grams: string, method: string) =>
      `${time}，我在${place}看着${who}把批次 ${batch} 的 ${grams} 处理掉：${method}。`,
    sign: "签名见证",
  },
  {
    title: "Witness a destruction",
    said: (time, place, who, batch, grams, method) =>
      `At ${time} in ${place} I saw ${who} destroy ${grams} of batch ${batch}: ${method}.`,
    sign: "Sign as witness",
  },
);

export function Witnessing({
  recall,
  destruction: d,
}: {
  recall: string;
  destruction: RecallDetail["destructions"][number];
}) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSignedIn();
  const grams = d.stockGrams + d.returnedGrams;
  return (
    <>
      <Heading>{t.title}</Heading>
      <Commitment
        about={{
          title: { zh: words.zh.title, en: words.en.title },
          detail: { zh: d.destruction, en: d.destruction },
        }}
        label={t.sign}
        task={() => ({
          steps: witnessDestruction({
            occurredAt: localTime(new Date()),
            recall,
            destruction: d.destruction,
            grams,
          }),
          ids: [],
        })}
      >
        {t.said(shownTime(d.destroyedAt), d.place, nameOf(actors, d.by)[language], d.batch, kilograms(grams), d.method)}
      </Commitment>
    </>
  );
}
