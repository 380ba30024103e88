import { promise } from "#core/work/commitment.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Empty, Screen } from "../parts/screen.tsx";
import { hrefOf } from "../route.ts";
import { useSignedIn } from "../session.ts";
import { type Draft, readDraft } from "./draft.ts";
import { type Due, ShownDue } from "./due.tsx";
import { FillIn } from "./fill-in.tsx";

const words = dictionary(
  {
    title: "开合格证",
    none: "没有还要开合格证的批次。先记采收，或先收货。",
    filled: "这张是别人代填的，还没有人签。请逐字看过：哪里不对就改，不是您的意思就不签。",
    unread: "这个链接读不懂，可能没有复制全。请代填的人再发一次。",
    notYours: (batch: string) => `批次 ${batch} 不在您名下，或已经开过了。这张只能由它的主人来签。`,
    other: "替社员代填一张",
    said: "上面这张合格证的每一个字。",
    own: "只有您能签，合作社可以代填、代打印，不能代签。签了不能改，写错了可以再开一张更正。",
    sign: "签名并开具",
    print: "打印",
  },
  {
    title: "Issue a certificate",
    none: "No batch needs one. Record a harvest or a receipt first.",
    filled:
      "Somebody else filled this in; nobody has signed it. Read every word: change what is wrong, and do not sign what you do not mean.",
    unread: "This link cannot be read; perhaps it was not copied whole. Ask for it once more.",
    notYours: (batch) => `Batch ${batch} is not yours, or has its certificate. Only its holder can sign this.`,
    other: "Fill one in for a member",
    said: "Every word of the certificate above.",
    own: "Only you can sign; the co-op may fill in and print, not sign. It cannot be changed; a mistake is mended by another one.",
    sign: "Sign and issue",
    print: "Print",
  },
);

/** Three taps from the batch just picked: here, sign, print. With "draft" and what stands in a link: as somebody else filled it in. */
export function Promising({ params: [first = "", link = ""] }: { params: readonly string[] }) {
  const t = useWords(words);
  const draft = first === "draft" ? readDraft(link) : undefined;
  return (
    <Screen title={t.title}>
      {first === "draft" && !draft ? (
        <p class="refused" role="alert">
          {t.unread}
        </p>
      ) : (
        <>
          {draft && <p class="filled">{t.filled}</p>}
          <ShownDue also={draft ? undefined : first}>
            {(due) => <Own due={due} first={draft?.batch ?? first} draft={draft} />}
          </ShownDue>
        </>
      )}
      {!draft && (
        <p>
          <a class="button" href={hrefOf("prefill")}>
            {t.other}
          </a>
        </p>
      )}
    </Screen>
  );
}

function Own({ due, first, draft }: { due: Due; first: string; draft: Draft | undefined }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me } = useSignedIn();
  const own = due.batches.filter(({ holder }) => holder === me.actor);
  if (draft && !own.some(({ batch }) => batch === draft.batch)) return <Empty>{t.notYours(draft.batch)}</Empty>;
  if (own.length === 0) return <Empty>{t.none}</Empty>;
  return (
    <FillIn {...due} issuer={me} own={own} first={first} draft={draft}>
      {({ document, missing }) => (
        <Commitment
          about={{
            title: { zh: words.zh.title, en: words.en.title },
            detail: { zh: kilograms(document.grams), en: kilograms(document.grams) },
          }}
          missing={missing}
          consequence={t.own}
          label={t.sign}
          task={() => ({ steps: promise(document), ids: [document.batch] })}
          next={
            <a
              class="button"
              href={`/hgz/${document.certificate}/${language === "zh" ? "58" : "80"}`}
              target="_blank"
              rel="noopener"
            >
              {t.print}
            </a>
          }
        >
          {t.said}
        </Commitment>
      )}
    </FillIn>
  );
}
