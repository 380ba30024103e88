import type { History } from "#backend/chain/history.ts";
import type { Names } from "#backend/chain/names.ts";
import { keepMint } from "#backend/labels/mints.ts";
import type { Store } from "#backend/store/store.ts";
import { hex, utf8 } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import { idHash } from "#core/chain/questions.ts";
import { labelRoot } from "#core/label/tree.ts";
import { sha256 } from "../author.ts";
import { benchSerial } from "./scans-labels.ts";
import { admissions, type Said, storyOf } from "./stories.ts";

const LABELS = 34;
const SEASON = 2026;
const NONE = "0".repeat(64);
const idOf = (story: number, kind: "plot" | "leaf" | "made" | "pack"): string => `bench-${kind}-${story}`;

/** How many stories are whole in a log of so many entries, of which so many go on at the same time. */
export const wholeStories = (entries: number, sideBySide: number): number =>
  Math.floor((entries - admissions.length) / (storyOf(0).length * sideBySide)) * sideBySide;

/** Where the evidence of one of a story's labels is. */
export const evidencePath = (story: number, label: number): string =>
  `/evidence/p/green-tea-50g/b/${idOf(story, "pack")}/s/${benchSerial(story * LABELS + (label % LABELS))}`;

const surveyHash = ([first]: readonly Said[]): string =>
  first ? hex(sha256(canonical(first.step.statement))) : hex(sha256(utf8("")));

/** What the chain would say of stories in the log: their batches, what flowed between them, their surveys, and their labels. */
export async function tellChain(store: Store, history: History, names: Names, stories: number): Promise<void> {
  for (let n = 0; n < stories; n++) {
    const [plot, leaf, made, pack] = (["plot", "leaf", "made", "pack"] as const).map((kind) => idOf(n, kind)) as [
      string,
      string,
      string,
      string,
    ];
    names.learn([plot, leaf, made, pack]);
    const hash = (id: string) => idHash(sha256, id);
    const flow = [
      { from: `plot/${hash(plot)}`, to: leaf, product: "fresh-leaf", gramsIn: 8000, gramsOut: 8000 },
      { from: hash(leaf), to: made, product: "made-tea", gramsIn: 8000, gramsOut: 1760 },
      { from: hash(made), to: pack, product: "green-tea-50g", gramsIn: 1700, gramsOut: 1700 },
    ];
    for (const { from, to, product, gramsIn, gramsOut } of flow) {
      history.links.add({ from, to: hash(to), gramsIn, gramsOut });
      const [sources, plots] = to === leaf ? [[], { [hash(plot)]: gramsIn }] : [[from], {}];
      history.batches.set(hash(to), {
        ...{ product: hash(product), holder: NONE, keeper: NONE, nextHolder: NONE, rejection: "", season: SEASON },
        ...{ state: "closed", mass: gramsOut, drawn: 0, labelled: 0, lost: 0, provenanceRoot: NONE, entryCount: 0 },
        ...{ openedAt: 0, closedAt: 0, certificate: NONE, recalledAt: 0, recallReason: "", sources, plots },
      });
    }
    history.capacities.set(`${hash(plot)}/${SEASON}`, { surveyHash: surveyHash(storyOf(n)) } as never);
    const serials = Array.from({ length: LABELS }, (_, label) => benchSerial(n * LABELS + label));
    const root = hex(labelRoot(sha256, pack, serials));
    await keepMint(store, pack, root, serials);
    history.mints.set(root, {
      ...{ batch: hash(pack), packer: NONE, count: LABELS, unitGrams: 50, mintedAt: 1, activatedAt: 1 },
      ...{ hiddenRoot: NONE, voided: {} },
    });
  }
}
