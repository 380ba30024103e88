import { dictionary, useLanguage, useWords } from "../language.ts";
import { localDate } from "../parts/clock.ts";
import { Empty, Heading, Shown } from "../parts/screen.tsx";
import { useLiveView } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import { useSignedIn } from "../session.ts";
import { accreditationWords } from "./states.ts";

const words = dictionary(
  {
    title: "认证机构",
    none: "还没有登记认证机构。",
    accredit: "认可一项制度",
    term: (scheme: string, products: number, to: string) => `${scheme} · ${products} 种产品 · 到 ${to}`,
    unaccredited: "还没有认可。",
  },
  {
    title: "Certification bodies",
    none: "No certification body admitted yet.",
    accredit: "Accredit",
    term: (scheme, products, to) => `${scheme} · ${products} ${products === 1 ? "product" : "products"} · until ${to}`,
    unaccredited: "Not accredited yet.",
  },
);

/** Who is accredited for what; each line leads to its history and to suspending it. */
export function Bodies() {
  const t = useWords(words);
  const states = useWords(accreditationWords);
  const language = useLanguage();
  const bodies = useSignedIn().actors.filter(({ roles }) => roles.includes("certifier"));
  const loaded = useLiveView("/accreditations");
  return (
    <>
      <Heading>{t.title}</Heading>
      {bodies.length === 0 && <Empty>{t.none}</Empty>}
      <Shown loaded={loaded}>
        {({ accreditations }) => (
          <ul class="rows">
            {bodies.map(({ actor, name }) => {
              const own = accreditations.filter(({ body }) => body === actor);
              return (
                <li key={actor}>
                  <div>
                    <b>{name[language]}</b>
                    {own.length === 0 && <p class="note">{t.unaccredited}</p>}
                    {own.map(({ scheme, schemeName, products, validTo, state }) => (
                      <p key={scheme}>
                        <a class="name" href={hrefOf("accreditation", actor, scheme)}>
                          {t.term(schemeName[language], products.length, localDate(new Date(validTo * 1000)))}
                        </a>{" "}
                        <b>{states[state]}</b>
                      </p>
                    ))}
                  </div>
                  <a class="button" href={hrefOf("accredit", actor)} aria-label={`${t.accredit} ${name[language]}`}>
                    {t.accredit}
                  </a>
                </li>
              );
            })}
          </ul>
        )}
      </Shown>
    </>
  );
}
