import { dictionary, useLanguage, useWords } from "../language.ts";
import { Empty, Heading } from "../parts/screen.tsx";
import { hrefOf } from "../route.ts";
import { useSignedIn } from "../session.ts";

const words = dictionary(
  { title: "认证机构", none: "还没有登记认证机构。", accredit: "认可一项制度" },
  { title: "Certification bodies", none: "No certification body admitted yet.", accredit: "Accredit" },
);

export function Bodies() {
  const t = useWords(words);
  const language = useLanguage();
  const bodies = useSignedIn().actors.filter(({ roles }) => roles.includes("certifier"));
  return (
    <>
      <Heading>{t.title}</Heading>
      {bodies.length === 0 && <Empty>{t.none}</Empty>}
      <ul class="rows">
        {bodies.map(({ actor, name }) => (
          <li key={actor}>
            <div>
              <b>{name[language]}</b>
              <p class="note">{actor}</p>
            </div>
            <a class="button" href={hrefOf("accredit", actor)} aria-label={`${t.accredit} ${name[language]}`}>
              {t.accredit}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
