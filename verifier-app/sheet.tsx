import type { Check, Status } from "#core/evidence/verdict.ts";
import { kindOfCheck } from "./check-kinds.ts";
import { dateTime } from "./format.ts";
import { Icon } from "./icon.tsx";
import { reasonFor, why, whyWordsFor } from "./reason.ts";
import { RichText } from "./rich-text.tsx";
import { countedFor } from "./scans/count.ts";
import { Suspicion } from "./scans/section.tsx";
import { scanWordsFor } from "./scans/words.ts";
import type { Kind, Scene } from "./scene.ts";
import { Seal } from "./seal.tsx";
import { TagSays } from "./tags/section.tsx";
import { tappedFor } from "./tags/tap.ts";
import { tagWordsFor } from "./tags/words.ts";
import { technicalOf } from "./technical.ts";
import type { Words } from "./words/zh.ts";

/** Why a seal says what it says: the reason, the checks made, who signed, when, and what it cannot see. */
export function Sheet({
  scene,
  kind,
  words,
  onClose,
}: {
  scene: Scene;
  kind: Kind;
  words: Words;
  onClose: () => void;
}) {
  const more = whyWordsFor(words);
  const technical = technicalOf(scene);
  const { status } = scene.judgement[kind];
  const checks = scene.judgement.checks.filter(({ name }) => kindOfCheck[name] === kind);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the sheet closes it; Escape does so by itself.
    <dialog
      ref={open}
      class="sheet"
      aria-labelledby="sheet-title"
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
    >
      <div class="sheet-body">
        <div class="sheet-top">
          <Seal kind={kind} state={status} />
          <div>
            <h2 id="sheet-title">
              {words.kinds[kind]}
              {words.language === "zh" ? "：" : ": "}
              <span class={`state ${status}`}>{words.seal[status]}</span>
            </h2>
            <p class="line">{checks.length > 0 ? more.sheet.made(checks.length) : more.sheet.none}</p>
          </div>
          <button
            type="button"
            class="plain"
            aria-label={words.close}
            onClick={(event) => event.currentTarget.closest("dialog")?.close()}
          >
            <Icon name="close" />
          </button>
        </div>
        <p class="reason">
          <RichText of={reasonFor(scene, kind, words)} />
        </p>
        {checks.length > 0 && (
          <ul class="checks" role="list">
            {checks.map((check) => (
              <CheckLine key={check.name} check={check} words={words} />
            ))}
          </ul>
        )}
        {kind === "code" && <ScanCount scene={scene} words={words} />}
        {kind === "pack" && <TagAnswer scene={scene} words={words} />}
        {kind === "record" && <Signers scene={scene} words={words} />}
        <h3>{more.sheet.cannot}</h3>
        <p>{more.cannotSee[kind]}</p>
        <p class="line">{more.sheet.checkedAt(dateTime(scene.checkedAt))}</p>
        {technical.length > 0 && (
          <details>
            <summary>{more.sheet.technical}</summary>
            <ul class="technical" role="list">
              {technical.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </dialog>
  );
}

function open(dialog: HTMLDialogElement | null): void {
  if (dialog && !dialog.open) dialog.showModal();
}

const marks = { passed: "check", failed: "cross", unknown: "question", skipped: "minus" } as const satisfies Record<
  Status,
  string
>;

const CheckLine = ({ check: { name, status, code, facts }, words }: { check: Check; words: Words }) => (
  <li class={status}>
    <Icon name={marks[status]} />
    <div>
      <b>
        <span class="unseen">{words.seal[status]}: </span>
        {whyWordsFor(words).checks[name]}
      </b>
      {status !== "passed" && (
        <span class="line">
          {words.seal[status]}
          {code ? `${words.comma}${why(code, facts ?? {}, words)}` : ""}
        </span>
      )}
    </div>
  </li>
);

function ScanCount({ scene: { label }, words }: { scene: Scene; words: Words }) {
  const counted = countedFor(label);
  if (!counted || counted === "unreachable") return null;
  const t = scanWordsFor(words);
  return (
    <>
      <h3>{t.h}</h3>
      <p>{t.count(counted.scans, counted.firstHour)}</p>
      <Suspicion counted={counted} words={words} />
    </>
  );
}

function TagAnswer({ scene: { label }, words }: { scene: Scene; words: Words }) {
  const tapped = tappedFor(label);
  if (!tapped) return null;
  return (
    <>
      <h3>{tagWordsFor(words).h}</h3>
      <TagSays tapped={tapped} words={words} />
    </>
  );
}

function Signers({ scene, words }: { scene: Scene; words: Words }) {
  const names = [...new Set(scene.story?.timeline.map(({ actor }) => actor[words.language]))];
  if (names.length === 0) return null;
  return (
    <>
      <h3>{whyWordsFor(words).sheet.signedBy}</h3>
      <p>{words.listed(names)}</p>
    </>
  );
}
