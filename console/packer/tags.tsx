import { useState } from "preact/hooks";
import { spelledSerial } from "#core/label/spelled.ts";
import { Refusal, sentence } from "#core/refusal.ts";
import { MOST_TAGS } from "#core/statement/tag.ts";
import { type Pair, refuseBadPairs } from "#core/tag/binding.ts";
import { tagsBound } from "#core/work/tags.ts";
import { entry } from "#core/work/task.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { localTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { TextField } from "../parts/field.tsx";
import { Screen } from "../parts/screen.tsx";
import { useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { canReadTags, readTags } from "./read-tags.ts";

const words = dictionary(
  {
    title: "贴封签",
    sub: (batch: string) => `批次 ${batch}`,
    lead: "封签（NFC）贴在封口上，撕开就断。在这里把每一枚封签配给它那袋的码，买家拿手机一贴就知道打开过没有。",
    read: "用手机读封签",
    reading: "把手机背面贴到封签上，一枚接一枚…",
    noReading: "这台手机读不了封签，请把贴签机导出的清单粘到下面。",
    pairs: "一行一对：13 位码,14 位封签号",
    found: (n: number) => `${n} 对`,
    none: "还没有封签",
    many: (n: number) => `一次最多 ${n} 对`,
    about: "封签已配",
    said: (who: string, batch: string, n: number) =>
      `我代表${who}，确认批次 ${batch} 的 ${n} 枚封签贴在这些码的袋子封口上。`,
    gone: "登记以后换不了：封签坏了，请把那枚标签作废，另换一枚。",
    sign: "签名登记",
  },
  {
    title: "Seal tags",
    sub: (batch) => `batch ${batch}`,
    lead: "A seal tag (NFC) sits over the opening and breaks when it is torn. Put each tag to the code on its pack here: buyers hold their phone to it and learn whether it was opened.",
    read: "Read tags with this phone",
    reading: "Hold the phone's back to the tags, one after another…",
    noReading: "This phone cannot read tags: paste the list of the tagging machine below.",
    pairs: "A pair to a line: 13-character code,14-digit tag number",
    found: (n) => `${n} pairs`,
    none: "no tags yet",
    many: (n) => `at most ${n} pairs at once`,
    about: "Seal tags recorded",
    said: (who, batch, n) =>
      `For ${who} I confirm that the ${n} tags of batch ${batch} sit over the openings of the packs with these codes.`,
    gone: "This cannot be changed. If a tag breaks, void its label and take another.",
    sign: "Sign and record",
  },
);

export function Tagging({ params: [batch = ""] }: { params: readonly string[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me } = useSignedIn();
  const [typed, setTyped] = useState("");
  const [reading, setReading] = useState(false);
  const pairs = pairsIn(typed);
  const problem = problemOf(pairs);
  const missing =
    pairs.length === 0
      ? t.none
      : pairs.length > MOST_TAGS
        ? t.many(MOST_TAGS)
        : problem && sentence(problem.code, problem.facts, language);
  const read = () => {
    setReading(true);
    readTags(({ serial, uid }) =>
      setTyped((before) => (before.includes(uid) ? before : `${before}${before && "\n"}${serial},${uid}`)),
    ).catch(() => setReading(false));
  };
  return (
    <Screen title={t.title} sub={t.sub(batch)}>
      <p>{t.lead}</p>
      {canReadTags() ? (
        <button type="button" class="big" disabled={reading} onClick={read}>
          {reading ? t.reading : t.read}
        </button>
      ) : (
        <p class="note">{t.noReading}</p>
      )}
      <TextField label={t.pairs} value={typed} onValue={setTyped} note={t.found(pairs.length)} area mono />
      <Commitment
        about={{ title: { zh: words.zh.about, en: words.en.about }, detail: { zh: batch, en: batch } }}
        missing={missing}
        consequence={t.gone}
        label={t.sign}
        task={() => ({
          steps: [{ ...entry(tagsBound(sha256, localTime(new Date()), batch, pairs)), pairs }],
          ids: [batch],
        })}
      >
        {t.said(me.name[language], batch, pairs.length)}
      </Commitment>
    </Screen>
  );
}

/** As machines export them and people type them: comma or tab; whole addresses; tag numbers with colons. */
const pairsIn = (typed: string): readonly Pair[] =>
  typed
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [code = "", ...uid] = line.split(/[,，;\t]+/);
      return {
        serial: spelledSerial(code.split("/").at(-1) ?? ""),
        uid: uid.join("").replaceAll(/[:\s]/g, "").toUpperCase(),
      };
    });

function problemOf(pairs: readonly Pair[]): Refusal | undefined {
  try {
    refuseBadPairs(pairs);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
