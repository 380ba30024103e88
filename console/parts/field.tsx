import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { dictionary, useWords } from "../language.ts";
import { fieldOf, timeOfField } from "./clock.ts";

type Input = { label: string; value: string; onValue: (value: string) => void; note?: string };

/** A labelled line of text; `area` gives several lines. */
export function TextField({
  label,
  value,
  onValue,
  note,
  area = false,
  mode,
  mono = false,
}: Input & { area?: boolean; mode?: "decimal" | "numeric" | "tel"; mono?: boolean }) {
  const id = useId();
  const own = {
    id,
    value,
    class: mono ? "mono" : "",
    "aria-describedby": note ? `${id}-note` : undefined,
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => onValue(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {area ? <textarea {...own} rows={4} /> : <input {...own} type="text" inputMode={mode} autoComplete="off" />}
      {note && (
        <p class="note" id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}

/** The one number a screen is about, large. */
export function WeightField({ label, value, onValue, note, unit = "kg" }: Input & { unit?: string }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="weight">
        <input
          id={id}
          type="text"
          inputMode={unit === "kg" ? "decimal" : "numeric"}
          autoComplete="off"
          value={value}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
        <span>{unit}</span>
        {note && <small>{note}</small>}
      </div>
    </div>
  );
}

export function DateField({ label, value, onValue, note }: Input) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} type="date" value={value} onInput={({ currentTarget }) => onValue(currentTarget.value)} />
      {note && <p class="note">{note}</p>}
    </div>
  );
}

/** A moment on this device's clock, as RFC 3339 with its offset. */
export function TimeField({ label, value, onValue }: Input) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        value={fieldOf(value)}
        onInput={({ currentTarget }) => currentTarget.value && onValue(timeOfField(currentTarget.value))}
      />
    </div>
  );
}

export type Option = { readonly value: string; readonly text: string };
export function SelectField({ label, value, onValue, options, note }: Input & { options: readonly Option[] }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onInput={({ currentTarget }) => onValue(currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {note && <p class="note">{note}</p>}
    </div>
  );
}

/** A few choices side by side: one of them, or any number. */
export function Chips({
  label,
  options,
  chosen,
  onChosen,
  many = false,
}: {
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  onChosen: (chosen: string[]) => void;
  many?: boolean;
}) {
  const name = useId();
  const toggle = (value: string): void => {
    if (!many) onChosen([value]);
    else onChosen(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      <div class="chips">
        {options.map(({ value, text }) => (
          <label class="chip" key={value}>
            <input
              type={many ? "checkbox" : "radio"}
              name={name}
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const words = dictionary({ zh: "中文", en: "英文" }, { zh: "Chinese", en: "English" });
export type Names = { readonly zh: string; readonly en: string };
/** A name in both languages: readers of either get one. */
export function NamesField({
  label,
  value,
  onValue,
}: {
  label: string;
  value: Names;
  onValue: (value: Names) => void;
}) {
  const t = useWords(words);
  return (
    <div class="pair">
      <TextField label={`${label} · ${t.zh}`} value={value.zh} onValue={(zh) => onValue({ ...value, zh })} />
      <TextField label={`${label} · ${t.en}`} value={value.en} onValue={(en) => onValue({ ...value, en })} />
    </div>
  );
}

/** What is rarely changed, folded away. */
export const Folded = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <details class="folded">
    <summary>{title}</summary>
    {children}
  </details>
);
