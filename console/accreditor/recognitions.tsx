import { dictionary, useLanguage, useWords } from "../language.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { useView } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import { recognitionWords } from "./states.ts";

const words = dictionary(
  {
    title: "互认",
    here: "已经登记的互认",
    none: "还没有登记互认。",
    templates: "可以采用的条款",
    take: "采用",
    unchecked: "条款还没有人与官方文本核对过。",
  },
  {
    title: "Recognition",
    here: "Recognitions on record",
    none: "No recognition on record yet.",
    templates: "Terms that can be taken over",
    take: "Take over",
    unchecked: "Nobody has compared these terms with the official text yet.",
  },
);

export function Recognitions() {
  const t = useWords(words);
  const states = useWords(recognitionWords);
  const language = useLanguage();
  const loaded = useView("/recognitions");
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ recognitions, templates }) => (
          <>
            <Heading>{t.here}</Heading>
            {recognitions.length === 0 && <Empty>{t.none}</Empty>}
            <ul class="rows">
              {recognitions.map(({ recognition, terms, state }) => (
                <li key={recognition}>
                  <div>
                    <a class="name" href={hrefOf("recognition", recognition)}>
                      {terms.name[language]}
                    </a>
                    <p class="note">{terms.market[language]}</p>
                  </div>
                  <b>{states[state]}</b>
                </li>
              ))}
            </ul>
            <Heading>{t.templates}</Heading>
            <ul class="rows">
              {templates
                .filter((one) => recognitions.every(({ recognition }) => recognition !== one.recognition))
                .map((one) => (
                  <li key={one.recognition}>
                    <div>
                      <b>{one.name[language]}</b>
                      <p class="note">
                        {one.legalBasis.no}
                        {!one.verifiedAgainstOfficial && ` · ${t.unchecked}`}
                      </p>
                    </div>
                    <a
                      class="button"
                      href={hrefOf("recognition", one.recognition)}
                      aria-label={`${t.take} ${one.name[language]}`}
                    >
                      {t.take}
                    </a>
                  </li>
                ))}
            </ul>
          </>
        )}
      </Shown>
    </Screen>
  );
}
