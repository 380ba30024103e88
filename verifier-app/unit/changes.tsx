import { groupSerial } from "#core/label/grouped.ts";
import { unitPath } from "#core/unit/url.ts";
import type { Names } from "../scene.ts";
import type { Checked } from "./check.ts";
import { day, minute } from "./times.ts";
import type { UnitWords } from "./words.ts";

type Props = { checked: Checked; own: UnitWords; language: keyof Names };

/** Every packing and unpacking under the code, and on what it was put. */
export function Changes({ checked: { unit, packer, changes, parentAt }, own, language }: Props) {
  return (
    <section>
      <h2>{own.who}</h2>
      <p>
        {own.packer} <b>{packer.name[language]}</b>
      </p>
      <ol class="lots" role="list">
        {changes.map(({ action, time, count, index }) => (
          <li key={index}>
            <span class="pair">
              <span>{minute(time)}</span>
              <b>{own.change(action, count, own.unitOf[unit.kind])}</b>
            </span>
            <a class="line" href={`/entries/${index}`}>
              {own.line(index + 1)}
            </a>
          </li>
        ))}
      </ol>
      {unit.parent !== "" && (
        <>
          <p>
            {own.on} <a href={unitPath(unit.parent)}>{groupSerial(unit.parent)}</a>
          </p>
          <p class="line">{own.onLine(day(parentAt))}</p>
        </>
      )}
    </section>
  );
}
