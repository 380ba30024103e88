import { groupSerial } from "#core/label/grouped.ts";
import { shortAfter } from "./format.ts";
import type { Scene } from "./scene.ts";
import type { Words } from "./words/zh.ts";

/** What the label is for; with a failed record only the code itself, since every name comes from the record. */
export function Product({ scene, words }: { scene: Scene; words: Words }) {
  const { summary } = scene.judgement;
  if (!summary)
    return scene.label ? (
      <div class="product">
        <p class="line">{words.labelLine(scene.label.batch, groupSerial(scene.label.serial))}</p>
      </div>
    ) : null;
  const lang = words.language;
  const [picked, packed] = words.dates(
    summary.harvestedOn,
    shortAfter(summary.harvestedOn, summary.packedOn),
    summary.packer[lang],
  );
  return (
    <div class="product">
      <p class="name">{summary.product[lang]}</p>
      <p class="line">{words.listed(summary.towns.map((town) => town[lang]))}</p>
      <p class="line spread">
        <span class="whole">{picked}</span> <span>{packed}</span>
      </p>
    </div>
  );
}
