import { useEffect, useState } from "preact/hooks";
import type { Policy } from "#core/evidence/policy.ts";
import { groupSerial } from "#core/label/grouped.ts";
import { Steps } from "../advice.tsx";
import { fetchPolicy } from "../fetch.ts";
import { Header } from "../header.tsx";
import { Icon } from "../icon.tsx";
import { storeLanguage, wordsIn } from "../language.ts";
import { aloud } from "../speak.ts";
import { VerdictBand } from "../verdict-band.tsx";
import type { Words } from "../words/zh.ts";
import { checkUnit, type Outcome } from "./check.ts";
import { checkBoxes } from "./check-boxes.ts";
import { Facts } from "./facts.tsx";
import { type Boxes, recalledIn, unitLine } from "./headline.ts";
import { unitWords } from "./words.ts";

/** What the code of a box or pallet opens: checked on the phone, then its boxes in their turn. */
export function UnitPage({ first, code }: { first: Words; code: string }) {
  const [words, setWords] = useState(first);
  const [policy, setPolicy] = useState<Policy>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [boxes, setBoxes] = useState<Boxes>(new Map());
  const own = unitWords[words.language];
  const check = async () => {
    setOutcome(undefined);
    setBoxes(new Map());
    const trusted = await fetchPolicy();
    setPolicy(trusted);
    const found = await checkUnit(code, trusted);
    setOutcome(found);
    if (found.is === "checked") await checkBoxes(found.unit.boxes, trusted, setBoxes);
  };
  useEffect(() => void check(), [code]);

  const switchLanguage = () => {
    const language = words.language === "en" ? "zh" : "en";
    storeLanguage(language);
    void wordsIn(language).then(setWords);
  };
  const line = outcome ? unitLine(outcome, boxes, own, words.language) : { tone: "calm" as const, ...words.waiting };
  const kind = outcome?.is === "checked" ? own.kind[outcome.unit.kind] : own.code;
  const shown = code.length <= 20 ? groupSerial(code) : "";
  const checked = outcome?.is === "checked" ? outcome : undefined;
  const recalled = outcome !== undefined && recalledIn(outcome, boxes).length > 0;
  document.documentElement.lang = words.htmlLanguage;
  document.title = `${kind} ${shown}`;
  return (
    <div class="page">
      <Header
        words={words}
        brand={policy?.brand.name}
        sample={policy?.sample ?? false}
        onAloud={aloud(`${line.h}${words.stop}${line.s}`, words.speech)}
        onLanguage={switchLanguage}
      />
      <main>
        <div class="verdict">
          <p class="product">
            {kind} <b class="code">{shown}</b>
          </p>
          <VerdictBand line={{ ...line, s: [line.s] }} />
          {recalled && (
            <Steps
              title={own.todo}
              boxed
              steps={[
                ...own.recallSteps.map((step) => [step]),
                ...(policy?.brand.recallLine ? [[own.call(policy.brand.recallLine)]] : []),
              ]}
            />
          )}
          {(outcome?.is === "unreached" || (checked && line.h === own.unasked.h)) && (
            <p class="again">
              <button type="button" class="filled" onClick={() => void check()}>
                <Icon name="again" />
                {own.again}
              </button>
            </p>
          )}
        </div>
        {checked && <Facts checked={checked} boxes={boxes} words={words} own={own} />}
        <footer>
          <p class="links">
            <a href="/scan">{own.foot.scan}</a> <a href="/log/checkpoint">{own.foot.log}</a>{" "}
            <a href="/policy.json">{own.foot.policy}</a>
          </p>
        </footer>
      </main>
      <p class="unseen" role="status">
        {outcome ? line.h : ""}
      </p>
    </div>
  );
}
