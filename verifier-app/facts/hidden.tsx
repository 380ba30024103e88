import { useState } from "preact/hooks";
import { provinces } from "#core/label/provinces.ts";
import { isSerial } from "#core/label/serial.ts";
import { spelledSerial } from "#core/label/spelled.ts";
import { dateTime } from "../format.ts";
import type { Label } from "../scene.ts";
import type { SectionProps } from "./facts.tsx";
import { type HiddenWords, hiddenWords } from "./hidden-words.ts";
import { disown, type Outcome, redeem } from "./redeem.ts";

const LENGTH = 13;
const NONE = "0".repeat(64);

/** 刮开涂层，核对暗码: only where the chain says that this mint has codes under scratch layers, and where the service can be asked. */
export function Hidden({ scene: { label, source, judgement }, words: { language } }: SectionProps) {
  const chain = source?.chain;
  const root = chain && "mint" in chain ? chain.mint.hiddenRoot : NONE;
  if (!label || root === NONE || judgement.code.status !== "passed") return null;
  if (!location.pathname.endsWith(label.serial)) return null;
  const t = hiddenWords[language];
  return (
    <section>
      <h2>{t.h}</h2>
      <p class="line">{t.lead}</p>
      <Check label={label} root={root} language={language} t={t} />
    </section>
  );
}

type Props = { label: Label; root: string; language: "zh" | "en"; t: HiddenWords };

function Check({ label, root, language, t }: Props) {
  const [typed, setTyped] = useState("");
  const [province, setProvince] = useState("");
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const code = spelledSerial(typed);
  const left = LENGTH - code.length;
  const good = isSerial(code);
  const hint = code === "" || good ? "" : left > 0 ? t.toGo(left) : left < 0 ? t.tooMany(-left) : t.typo;
  if (outcome?.kind === "seen") return <Seen outcome={outcome} code={code} label={label} language={language} t={t} />;
  return (
    <form
      class="hidden-code"
      onSubmit={async (event) => {
        event.preventDefault();
        if (!good || busy) return;
        setBusy(true);
        setOutcome(await redeem(label, root, code, province));
        setBusy(false);
      }}
    >
      <label for="hidden-code">{t.code}</label>
      <input
        id="hidden-code"
        value={typed}
        autocapitalize="characters"
        autocomplete="off"
        spellcheck={false}
        maxLength={32}
        aria-describedby="hidden-hint"
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <p id="hidden-hint" class="line">
        {hint} {t.letters}
      </p>
      <label for="hidden-place">{t.place}</label>
      <select id="hidden-place" value={province} onChange={({ currentTarget }) => setProvince(currentTarget.value)}>
        <option value="">{t.unsaid}</option>
        {Object.entries(provinces).map(([number, name]) => (
          <option key={number} value={number}>
            {name[language]}
          </option>
        ))}
      </select>
      <button type="submit" class="filled" disabled={!good || busy}>
        {busy ? t.checking : t.check}
      </button>
      <p class="line" role="status">
        {outcome && (outcome.kind === "refused" ? outcome.said[language] : t[outcome.kind])}
      </p>
    </form>
  );
}

type SeenProps = Omit<Props, "root"> & { outcome: Extract<Outcome, { kind: "seen" }>; code: string };

function Seen({ outcome: { state, first, checks, disowned, receipt }, code, label, language, t }: SeenProps) {
  const [answer, setAnswer] = useState<"mine" | "stranger" | "unreachable">();
  const when = dateTime(first.at).slice(0, 13) + (language === "zh" ? " 时" : ":00");
  const where = first.province in provinces ? provinces[first.province as keyof typeof provinces][language] : "";
  const report = async () => setAnswer((await disown(label, code)) ? "stranger" : "unreachable");
  const said = { mine: t.mineSaid, stranger: t.strangerSaid, unreachable: t.unreachable };
  return (
    <div class={`hidden-code ${state}`} role="status">
      <h3>{state === "first" ? t.first : t.again(checks)}</h3>
      <p>{state === "first" ? t.firstSaid(when) : t.againSaid(when, where)}</p>
      {disowned > 0 && <p>{t.notMine(disowned)}</p>}
      {state === "again" && !answer && (
        <div class="row">
          <button type="button" class="outlined" onClick={() => setAnswer("mine")}>
            {t.mine}
          </button>
          <button type="button" class="outlined" onClick={report}>
            {t.stranger}
          </button>
        </div>
      )}
      {answer && <p>{said[answer]}</p>}
      {receipt && (
        <a
          class="outlined"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(receipt)}`}
          download={`liangji-${label.serial}.txt`}
        >
          {t.save}
        </a>
      )}
    </div>
  );
}
