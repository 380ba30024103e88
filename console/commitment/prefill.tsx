import { useState } from "preact/hooks";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { Code, CopyButton } from "../parts/code.tsx";
import { SelectField } from "../parts/field.tsx";
import { Empty, Heading, Screen } from "../parts/screen.tsx";
import { hrefOf } from "../route.ts";
import { useSignedIn } from "../session.ts";
import { type Draft, writeDraft } from "./draft.ts";
import { type Due, ShownDue } from "./due.tsx";
import { FillIn } from "./fill-in.tsx";

const words = dictionary(
  {
    title: "代填合格证",
    none: "别人名下没有还要开合格证的批次。",
    who: "替谁填",
    hand: "请本人来签",
    how: "请本人用自己的手机扫一扫，看过再签；离得远就把链接发过去。在本人签名以前，这张什么也不算。",
    code: "给本人扫的码",
    copy: "复制链接",
    after: "本人签好以后，在“合格证”里可以打印。",
    list: "看合格证",
    not: (missing: string) => `还不能交给本人（${missing}）。`,
  },
  {
    title: "Fill in a certificate for a member",
    none: "Nobody else has a batch that needs one.",
    who: "For whom",
    hand: "The member signs",
    how: "Let the member scan this with their own phone, read it, and sign; or send the link. Until the member has signed, it is nothing.",
    code: "Code for the member to scan",
    copy: "Copy the link",
    after: "Once it is signed it can be printed under Commitments.",
    list: "See certificates",
    not: (missing) => `Not ready to be handed over (${missing}).`,
  },
);

/** A co-op fills in and prints; whose promise it is signs (谁生产、谁用药、谁承诺). Nothing of it is sent anywhere from here. */
export function Prefilling() {
  const t = useWords(words);
  return (
    <Screen title={t.title}>
      <ShownDue>{(due) => <ForAnother due={due} />}</ShownDue>
    </Screen>
  );
}

function ForAnother({ due }: { due: Due }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const [chosen, setChosen] = useState("");
  const members = actors.filter(
    ({ actor }) => actor !== me.actor && due.batches.some(({ holder }) => holder === actor),
  );
  const issuer = members.find(({ actor }) => actor === chosen) ?? members[0];
  if (!issuer) return <Empty>{t.none}</Empty>;
  return (
    <>
      <SelectField
        label={t.who}
        value={issuer.actor}
        onValue={setChosen}
        options={members.map(({ actor, name }) => ({ value: actor, text: name[language] }))}
      />
      <FillIn
        {...due}
        key={issuer.actor}
        issuer={issuer}
        own={due.batches.filter(({ holder }) => holder === issuer.actor)}
        first=""
      >
        {({ draft, missing }) => (missing ? <p class="note">{t.not(missing)}</p> : <HandOver draft={draft} />)}
      </FillIn>
    </>
  );
}

function HandOver({ draft }: { draft: Draft }) {
  const t = useWords(words);
  const link = new URL(hrefOf("promise", "draft", writeDraft(draft)), location.href).href;
  return (
    <section class="hand-over">
      <Heading>{t.hand}</Heading>
      <p>{t.how}</p>
      <Code text={link} alt={t.code} />
      <p class="row">
        <CopyButton text={link} label={t.copy} />
        <a class="button" href={hrefOf("commitments")}>
          {t.list}
        </a>
      </p>
      <p class="note">{t.after}</p>
    </section>
  );
}
