import { groupSerial } from "#core/label/grouped.ts";
import { unitPath } from "#core/unit/url.ts";
import { counted, dictionary, useLanguage, useWords } from "../language.ts";
import { Heading } from "../parts/screen.tsx";
import type { Scope } from "../read/recalls.ts";
import { nameOf, useSession } from "../session.ts";

const words = dictionary(
  {
    title: (pallets: number, boxes: number) => `在哪些箱里（${pallets} 托，${boxes} 箱）`,
    note: "按装箱登记找到的：后来打开过、换过的看不出来。没装箱的不在这里。",
    kind: { box: "箱", pallet: "托盘" },
    held: (n: number) => `${n} 枚`,
    inBoxes: (boxes: number, n: number) => `${boxes} 箱，其中 ${n} 枚`,
    on: (code: string) => `在托盘 ${code} 上`,
    more: "可能还有更早装的箱，这里没列全。",
  },
  {
    title: (pallets, boxes) => `In which boxes (${counted(pallets, "pallet")}, ${counted(boxes, "box", "boxes")})`,
    note: "Found by the packing records: what was opened or exchanged since does not show, nor what was never boxed.",
    kind: { box: "Box", pallet: "Pallet" },
    held: (n) => counted(n, "label"),
    inBoxes: (boxes, n) => `${counted(boxes, "box", "boxes")}, ${counted(n, "label")} of these`,
    on: (code) => `on pallet ${code}`,
    more: "There may be boxes packed earlier that are not listed.",
  },
);

/** Boxes and pallets that labels in scope stand in: what a warehouse goes and looks for. */
export function UnitsInScope({ scope: { units, moreUnits } }: { scope: Pick<Scope, "units" | "moreUnits"> }) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSession();
  if (units.length === 0 && !moreUnits) return null;
  const pallets = units.filter(({ kind }) => kind === "pallet").length;
  return (
    <>
      <Heading>{t.title(pallets, units.length - pallets)}</Heading>
      <p class="note">{t.note}</p>
      <ul class="rows">
        {units.map(({ code, kind, count, boxes, parent, packer }) => (
          <li key={code}>
            <div>
              <b>
                {t.kind[kind]}{" "}
                <a class="code-link" href={unitPath(code)} target="_blank" rel="noreferrer">
                  {groupSerial(code)}
                </a>
              </b>
              <p class="note">
                {kind === "pallet" ? t.inBoxes(boxes, count) : t.held(count)} · {nameOf(actors, packer)[language]}
                {parent !== "" && ` · ${t.on(groupSerial(parent))}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {moreUnits && <p class="late note">{t.more}</p>}
    </>
  );
}
