import { useState } from "preact/hooks";
import { groupSerial } from "#core/label/grouped.ts";
import { unitPath } from "#core/unit/url.ts";
import { read } from "../../api.ts";
import { counted, dictionary, useWords } from "../../language.ts";
import { shownTime } from "../../parts/clock.ts";
import { SelectField } from "../../parts/field.tsx";
import { Empty, Shown } from "../../parts/screen.tsx";
import type { UnitsOf } from "../../read/units.ts";
import { useLoaded } from "../../read/use-view.ts";
import type { Batch } from "../../read/views.ts";
import { hrefOf } from "../../route.ts";

const words = dictionary(
  {
    which: "哪一批的货",
    none: "这一批还没有装箱。",
    kind: { box: "箱", pallet: "托盘" },
    held: (n: number) => `${n} 枚`,
    inBoxes: (boxes: number, n: number) => `${boxes} 箱，${n} 枚`,
    on: (code: string) => `在托盘 ${code} 上`,
    print: "箱标",
    unpack: "拆…",
    more: "还有更早装的，没列全。",
  },
  {
    which: "Goods of which batch",
    none: "Nothing of this batch is boxed yet.",
    kind: { box: "Box", pallet: "Pallet" },
    held: (n) => counted(n, "label"),
    inBoxes: (boxes, n) => `${counted(boxes, "box", "boxes")}, ${counted(n, "label")}`,
    on: (code) => `on pallet ${code}`,
    print: "Label",
    unpack: "Unpack…",
    more: "There are older ones that are not listed.",
  },
);

/** Boxes and pallets with goods of one batch, and what can be done with each. */
export function UnitList({ own }: { own: readonly Batch[] }) {
  const t = useWords(words);
  const [batch, setBatch] = useState(own[0]?.batch ?? "");
  const loaded = useLoaded(() => read<UnitsOf>(`/units?batch=${encodeURIComponent(batch)}`), [batch]);
  return (
    <>
      {own.length > 1 && (
        <SelectField
          label={t.which}
          value={batch}
          onValue={setBatch}
          options={own.map((one) => ({ value: one.batch, text: one.batch }))}
        />
      )}
      <Shown loaded={loaded}>
        {({ units, more }) =>
          units.length === 0 ? (
            <Empty>{t.none}</Empty>
          ) : (
            <>
              <ul class="rows">
                {units.map(({ code, kind, count, boxes, parent, changedAt }) => (
                  <li key={code}>
                    <div>
                      <b>
                        {t.kind[kind]}{" "}
                        <a class="code-link" href={unitPath(code)}>
                          {groupSerial(code)}
                        </a>
                      </b>
                      <p class="note">
                        {kind === "pallet" ? t.inBoxes(boxes, count) : t.held(count)} · {shownTime(changedAt)}
                        {parent !== "" && ` · ${t.on(groupSerial(parent))}`}
                      </p>
                    </div>
                    <span class="row">
                      <a class="button" href={hrefOf("box-label", code)} aria-label={`${t.print} ${groupSerial(code)}`}>
                        {t.print}
                      </a>
                      <a
                        class="button quiet"
                        href={hrefOf("unbox", code)}
                        aria-label={`${t.unpack} ${groupSerial(code)}`}
                      >
                        {t.unpack}
                      </a>
                    </span>
                  </li>
                ))}
              </ul>
              {more && <p class="note">{t.more}</p>}
            </>
          )
        }
      </Shown>
    </>
  );
}
