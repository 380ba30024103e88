import { hex } from "#core/bytes.ts";
import { labelRoot } from "#core/label/tree.ts";
import type { Step } from "#core/work/task.ts";
import { pack } from "#core/work/unit.ts";
import { sha256 } from "../author.ts";
import type { Calendar } from "./calendar.ts";
import { brand } from "./cast.ts";
import { sampleSerials } from "./serials.ts";

const PER_BOX = 24;
/** Codes of the sample's boxes and of the pallet that they stand on. */
export function sampleUnits(batch: string): { readonly boxes: readonly [string, string]; readonly pallet: string } {
  const [first = "", second = "", pallet = ""] = sampleSerials(`unit/${batch}`, 3);
  return { boxes: [first, second], pallet };
}

/** Two boxes of 24 packs, and both on a pallet. */
export function packedUnits(c: Calendar, batch: string, product: string, serials: readonly string[]): readonly Step[] {
  const { boxes, pallet } = sampleUnits(batch);
  const root = hex(labelRoot(sha256, batch, serials));
  const about = (code: string, clock: string) => ({ site: "tea-packer", time: c.at(1, clock), code });
  const labelsIn = (n: number) => [
    { product, batch, labelRoot: root, positions: Array.from({ length: PER_BOX }, (_, at) => n * PER_BOX + at) },
  ];
  return [
    ...boxes.flatMap((code, n) => pack(brand.domain, { ...about(code, `20:5${n}`), labels: labelsIn(n) })),
    ...pack(brand.domain, { ...about(pallet, "20:55"), boxes }),
  ];
}
