import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms, kilogramText } from "../parts/amount.ts";
import { Folded, SelectField, TextField } from "../parts/field.tsx";
import type { RecallShare } from "../read/recalls.ts";
import { useSignedIn } from "../session.ts";
import { type Count, differenceOf, emptyCount } from "./count.ts";
import { common } from "./words.ts";

const words = dictionary(
  {
    all: "全部封存在库",
    rest: (grams: string) => `剩下的 ${grams} 都卖了`,
    kg: (name: string) => `${name}（kg）`,
    passed: "转给别家",
    to: "转给谁",
    more: "再加一家",
    none: "请选…",
    note: "没找到的去向或原因",
  },
  {
    all: "All sealed in stock",
    rest: (grams) => `The other ${grams} are sold`,
    kg: (name) => `${name} (kg)`,
    passed: "Passed on",
    to: "To whom",
    more: "One more",
    none: "Choose…",
    note: "Where the missing went, or why",
  },
);

/** Where everything is, in kilograms; one touch for the two usual cases. */
export function CountFields({
  share,
  count,
  onCount,
}: {
  share: RecallShare;
  count: Count;
  onCount: (count: Count) => void;
}) {
  const t = useWords(words);
  const w = useWords(common);
  const left = differenceOf({ ...count, sold: "" }, share.producedGrams);
  const parts = ["stock", "sold", "returned", "missing"] as const;
  return (
    <>
      <p class="row">
        <button
          type="button"
          class="quiet"
          onClick={() => onCount({ ...emptyCount, stock: kilogramText(share.producedGrams) })}
        >
          {t.all}
        </button>
        {left !== undefined && left > 0 && count.stock !== "" && (
          <button type="button" class="quiet" onClick={() => onCount({ ...count, sold: kilogramText(left) })}>
            {t.rest(kilograms(left))}
          </button>
        )}
      </p>
      <div class="triple">
        {parts.map((part) => (
          <TextField
            key={part}
            label={t.kg(w[part])}
            value={count[part]}
            onValue={(value) => onCount({ ...count, [part]: value })}
            mode="decimal"
          />
        ))}
      </div>
      {Number(count.missing || 0) > 0 && (
        <TextField label={t.note} value={count.note} onValue={(note) => onCount({ ...count, note })} area />
      )}
      <Deliveries share={share} count={count} onCount={onCount} />
    </>
  );
}

function Deliveries({ share, count, onCount }: { share: RecallShare; count: Count; onCount: (count: Count) => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSignedIn();
  const options = [
    { value: "", text: t.none },
    ...actors
      .filter(({ actor, roles }) => actor !== share.holder && roles.some((role) => producers.includes(role)))
      .map(({ actor, name }) => ({ value: actor, text: name[language] })),
  ];
  const put = (at: number, part: Partial<Count["delivered"][number]>) =>
    onCount({ ...count, delivered: count.delivered.map((one, n) => (n === at ? { ...one, ...part } : one)) });
  return (
    <Folded title={t.passed}>
      {count.delivered.map(({ to, kg }, at) => (
        <div class="pair" key={at}>
          <SelectField label={t.to} value={to} onValue={(next) => put(at, { to: next })} options={options} />
          <TextField label="kg" value={kg} onValue={(next) => put(at, { kg: next })} mode="decimal" />
        </div>
      ))}
      <button
        type="button"
        class="quiet"
        onClick={() => onCount({ ...count, delivered: [...count.delivered, { to: "", kg: "" }] })}
      >
        {t.more}
      </button>
    </Folded>
  );
}
const producers: readonly string[] = ["grower", "factory", "packer"];
