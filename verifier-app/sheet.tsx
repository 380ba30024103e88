import { useEffect, useRef } from "preact/hooks";
import type { Check, Status } from "#core/evidence/verdict.ts";
import { kindOfCheck } from "./check-kinds.ts";
import { dateTime } from "./format.ts";
import { Icon } from "./icon.tsx";
import type { Kind, Scene } from "./scene.ts";
import { reasonFor } from "./reason.ts";
import { RichText } from "./rich-text.tsx";
import { Seal } from "./seal.tsx";
import type { Words } from "./words/zh.ts";

/** Why a seal says what it says: the reason, the checks made, who signed, when, and what it cannot see. */
export function Sheet({ scene, kind, words, onClose }: { scene: Scene; kind: Kind; words: Words; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const { status } = scene.judgement[kind];
  const checks = scene.judgement.checks.filter(({ name }) => kindOfCheck[name] === kind);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="sheet-title" onClose={onClose} onClick={(event) => event.target === dialog.current && dialog.current?.close()}>
      <div class="sheet-body">
        <div class="sheet-top">
          <Seal kind={kind} state={status} />
          <div>
            <h2 id="sheet-title">{words.kinds[kind]}{words.language === "zh" ? "：" : ": "}<span class={`state ${status}`}>{words.seal[status]}</span></h2>
            <p class="line">{checks.length > 0 ? words.sheet.made(checks.length, scene.tookMilliseconds) : words.sheet.none}</p>
          </div>
          <button type="button" class="plain" aria-label={words.close} onClick={() => dialog.current?.close()}><Icon name="close" /></button>
        </div>
        <p class="reason"><RichText of={reasonFor(scene, kind, words)} /></p>
        {checks.length > 0 && <ul class="checks" role="list">{checks.map((check) => <CheckLine key={check.name} check={check} words={words} />)}</ul>}
        {kind === "record" && <Signers scene={scene} words={words} />}
        <h3>{words.sheet.cannot}</h3>
        <p>{words.cannotSee[kind]}</p>
        <p class="line">{words.sheet.checkedAt(dateTime(scene.checkedAt))}</p>
        {scene.technical.length > 0 && (
          <details>
            <summary>{words.sheet.technical}</summary>
            <ul class="technical" role="list">{scene.technical.map((line) => <li key={line}>{line}</li>)}</ul>
          </details>
        )}
      </div>
    </dialog>
  );
}

const marks = { passed: "check", failed: "cross", unknown: "question", skipped: "minus" } as const satisfies Record<Status, string>;

const CheckLine = ({ check: { name, status, code, facts }, words }: { check: Check; words: Words }) => (
  <li class={status}>
    <Icon name={marks[status]} />
    <div>
      <b><span class="unseen">{words.seal[status]}: </span>{words.checks[name]}</b>
      {status !== "passed" && <span class="line">{words.seal[status]}{code ? `${words.comma}${words.reasons[code].why(facts ?? {})}` : ""}</span>}
    </div>
  </li>
);

function Signers({ scene, words }: { scene: Scene; words: Words }) {
  const names = [...new Set(scene.judgement.story?.timeline.map(({ actor }) => actor[words.language]))];
  if (names.length === 0) return null;
  return <><h3>{words.sheet.signedBy}</h3><p>{words.listed(names)}</p></>;
}
