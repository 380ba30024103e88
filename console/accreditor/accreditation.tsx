import { setAccreditation } from "#core/work/people.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { Changing } from "../parts/changing.tsx";
import { localDate, shownSeconds } from "../parts/clock.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import type { Accreditation } from "../read/certification.ts";
import { useView } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { accreditationWords } from "./states.ts";

const words = dictionary(
  {
    title: (scheme: string) => `认可：${scheme}`,
    missing: "没有这项认可。",
    products: "认可范围",
    comma: "、",
    until: (from: string, to: string) => `${from} 至 ${to}`,
    history: "历史",
    changes: { accredited: "认可", suspended: "暂停", restored: "恢复" },
    suspend: "暂停认可",
    restore: "恢复认可",
    renew: "换期限或范围",
    reason: "原因（会公开）",
    noReason: "没填原因",
    said: (body: string, scheme: string, suspend: boolean) =>
      suspend
        ? `我暂停${body}对“${scheme}”的认可，立即生效。它不能再签发、续证、恢复；已签发的证书不变，要另外处理。`
        : `我恢复${body}对“${scheme}”的认可，立即生效。`,
  },
  {
    title: (scheme) => `Accreditation ${scheme}`,
    missing: "There is no such accreditation.",
    products: "Scope",
    comma: ", ",
    until: (from, to) => `${from} to ${to}`,
    history: "History",
    changes: { accredited: "accredited", suspended: "suspended", restored: "restored" },
    suspend: "Suspend",
    restore: "Restore",
    renew: "New term or scope",
    reason: "Reason (public)",
    noReason: "the reason is missing",
    said: (body, scheme, suspend) =>
      suspend
        ? `I suspend the accreditation of ${body} for ${scheme}, at once. It can no longer issue, renew or reinstate; certificates that are out stay as they are and are dealt with apart.`
        : `I restore the accreditation of ${body} for ${scheme}, at once.`,
  },
);

export function AccreditationPage({ params: [body = "", scheme = ""] }: { params: readonly string[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSignedIn();
  const loaded = useView("/accreditations");
  const found = loaded.data?.accreditations.find((each) => each.body === body && each.scheme === scheme);
  return (
    <Screen title={t.title(found?.schemeName[language] ?? "")} sub={nameOf(actors, body)[language]}>
      <Shown loaded={loaded}>{() => (found ? <Standing accreditation={found} /> : <Empty>{t.missing}</Empty>)}</Shown>
    </Screen>
  );
}

function Standing({ accreditation: one }: { accreditation: Accreditation }) {
  const t = useWords(words);
  const states = useWords(accreditationWords);
  const language = useLanguage();
  const { actors, me } = useSignedIn();
  const products = useView("/products").data?.products ?? [];
  const named = one.products
    .map((id) => products.find(({ product }) => product === id)?.definition.name[language] ?? id)
    .join(t.comma);
  const suspend = one.state !== "suspended";
  const day = (seconds: number) => localDate(new Date(seconds * 1000));
  return (
    <div class="columns">
      <div>
        <p>
          <b>{states[one.state]}</b> {t.until(day(one.validFrom), day(one.validTo))}
        </p>
        <p>
          {t.products}：{named}
        </p>
        <p>
          <a class="button" href={hrefOf("accredit", one.body)}>
            {t.renew}
          </a>
        </p>
        <Heading>{t.history}</Heading>
        <ol class="history">
          {one.history.map(({ change, time, reason }) => (
            <li key={`${time}${change}`} class={change === "suspended" ? "late" : ""}>
              <b>
                {shownSeconds(time)} {t.changes[change]}
              </b>
              {reason && <p class="note">{reason}</p>}
            </li>
          ))}
        </ol>
      </div>
      <div>
        {one.accreditor === me.actor && (
          <Changing
            title={suspend ? t.suspend : t.restore}
            danger={suspend}
            reasonLabel={t.reason}
            noReason={t.noReason}
            said={t.said(nameOf(actors, one.body)[language], one.schemeName[language], suspend)}
            about={
              suspend ? { zh: words.zh.suspend, en: words.en.suspend } : { zh: words.zh.restore, en: words.en.restore }
            }
            task={(reason) => ({
              steps: setAccreditation(sha256, { body: one.body, scheme: one.scheme, suspended: suspend, reason }),
              ids: [one.body, one.scheme],
            })}
          />
        )}
      </div>
    </div>
  );
}
