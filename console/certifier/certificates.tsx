import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { Bar } from "../parts/bar.tsx";
import { Icon } from "../parts/icon.tsx";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { Searched } from "../parts/searched.tsx";
import { useLiveView } from "../read/use-view.ts";
import type { Actor, Certificate } from "../read/views.ts";
import { hrefOf } from "../route.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { certificatesCsv } from "./export.ts";
import { StateMark } from "./states.tsx";

const words = dictionary(
  {
    title: "证书",
    mine: "我签发的证书",
    none: "还没有签发证书。",
    issue: "签发证书",
    until: (day: string) => `到 ${day}`,
    left: (grams: string) => `还剩 ${grams}`,
    search: "找证书：编号、名称、持证人",
    save: "导出 CSV",
  },
  {
    title: "Certificates",
    mine: "Certificates issued",
    none: "No certificate issued yet.",
    issue: "Issue a certificate",
    until: (day) => `until ${day}`,
    left: (grams) => `${grams} left`,
    search: "Find: number, title, holder",
    save: "Export CSV",
  },
);

export function Certificates() {
  const t = useWords(words);
  return (
    <Screen
      title={t.title}
      actions={
        <a class="button" href={hrefOf("issue")}>
          <Icon name="pen" /> {t.issue}
        </a>
      }
    >
      <CertificateList />
    </Screen>
  );
}

export function CertificateList() {
  const t = useWords(words);
  const { me, actors } = useSignedIn();
  const loaded = useLiveView("/certificates");
  return (
    <>
      <Heading>{t.mine}</Heading>
      <Shown loaded={loaded}>
        {({ certificates }) => {
          const own = certificates.filter(({ body }) => body === me.actor);
          return own.length === 0 ? (
            <Empty>{t.none}</Empty>
          ) : (
            <Searched all={own} label={t.search} namesOf={(one) => namesOf(one, actors)}>
              {(found) => (
                <>
                  <button type="button" class="quiet" onClick={() => save(certificatesCsv(found))}>
                    {t.save}
                  </button>
                  <ul class="rows">
                    {found.map((one) => (
                      <CertificateLine key={one.certificate} certificate={one} />
                    ))}
                  </ul>
                </>
              )}
            </Searched>
          );
        }}
      </Shown>
    </>
  );
}

const namesOf = ({ certificate, document }: Certificate, actors: readonly Actor[]): readonly string[] => [
  certificate,
  document.holder,
  ...Object.values(document.title),
  ...Object.values(nameOf(actors, document.holder)),
];

function save(csv: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv;charset=utf-8" }));
  link.download = "certificates.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function CertificateLine({ certificate: { certificate, document, state, volumes } }: { certificate: Certificate }) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSignedIn();
  const sum = (name: "grams" | "usedGrams" | "leftGrams") => volumes.reduce((total, one) => total + one[name], 0);
  return (
    <li class="with-bar">
      <div>
        <a class="name" href={hrefOf("certificate", certificate)}>
          {certificate} {document.title[language]}
        </a>
        <p class="note">
          {nameOf(actors, document.holder)[language]} · {t.until(document.validTo)} ·{" "}
          {t.left(kilograms(sum("leftGrams")))}
        </p>
        <Bar used={sum("usedGrams")} whole={sum("grams")} label={certificate} />
      </div>
      <StateMark state={state} />
    </li>
  );
}
