import { useState } from "preact/hooks";
import { groupSerial } from "#core/label/grouped.ts";
import type { LogisticUnit } from "#core/unit/unit.ts";
import type { Line } from "../headline.ts";
import { sceneAt } from "../scan/judge.ts";
import { Typed } from "../scan/typed.tsx";
import { scanWords } from "../scan/words.ts";
import type { Words } from "../words/zh.ts";
import type { UnitWords } from "./words.ts";

type Answer = { readonly line: Line; readonly where: string; readonly inside: boolean };
type Props = { unit: LogisticUnit; words: Words; own: UnitWords };

/** A pack's code by hand: the log names labels by number only, so whoever has the code learns whether it is one of them. */
export function OnePack({ unit, words, own }: Props) {
  const [serial, setSerial] = useState("");
  const [answer, setAnswer] = useState<Answer>();
  const ask = async (typed: string) => {
    setSerial(typed);
    setAnswer(undefined);
    setAnswer(await lookUp(typed, unit, words, own));
  };
  return (
    <section>
      <h2>{own.pack}</h2>
      <p>{own.packLine}</p>
      <Typed words={{ ...scanWords[words.language], type: own.packType }} onSerial={(typed) => void ask(typed)} />
      <div role="status">
        {serial !== "" && (
          <ul class="lots" role="list">
            <li class={answer?.line.tone === "alarm" ? "out" : ""}>
              <span class="pair">
                <a href={`/s/${serial}`} aria-label={`${own.packPage} ${groupSerial(serial)}`}>
                  {groupSerial(serial)}
                </a>
                <b class={answer && (answer.inside ? "state passed" : "state unknown")}>
                  {answer?.where ?? own.packing}
                </b>
              </span>
              {answer && <span class={answer.line.tone === "alarm" ? "state failed" : ""}>{answer.line.h}</span>}
            </li>
          </ul>
        )}
      </div>
    </section>
  );
}

/** Where a label stands under its root is believed only where its own proof holds. */
async function lookUp(serial: string, unit: LogisticUnit, words: Words, own: UnitWords): Promise<Answer> {
  try {
    const [scene, { headlineFor }] = await Promise.all([sceneAt(`/s/${serial}`), import("../headline.ts")]);
    if (!scene) return { line: { tone: "alarm", h: own.packNone, s: [] }, where: own.packOut, inside: false };
    const line = headlineFor(scene, words);
    const proven = scene.judgement.checks.some(({ name, status }) => name === "label-proof" && status === "passed");
    const mint = scene.source?.bundle.label.mint;
    if (!mint || !proven) return { line, where: own.packUnsure, inside: false };
    const inside = unit.labels[mint.root]?.positions.includes(mint.index) ?? false;
    return { line, where: inside ? own.packIn(mint.index + 1) : own.packOut, inside };
  } catch {
    return { line: { tone: "doubt", h: own.packUnsure, s: [] }, where: "", inside: false };
  }
}
