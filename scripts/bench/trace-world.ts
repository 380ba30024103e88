import type { Draw } from "#core/batch/graph.ts";
import { idHash } from "#core/chain/questions.ts";
import { sha256 } from "../author.ts";
import { diceOf } from "../clones/dice.ts";

/** Layers of a county's tea, from plots to packs: how many there are in each, and from how many of the layer before each is drawn. */
const layers = [
  { name: "plot", share: 0.02, sources: 0 },
  { name: "leaf", share: 0.12, sources: 3 },
  { name: "made", share: 0.08, sources: 3 },
  { name: "blend", share: 0.05, sources: 4 },
  { name: "pack", share: 0.1, sources: 2 },
] as const;
/** What is drawn together grew near each other. */
const NEIGHBOURS = 400;
const GRAMS = 12_000;

const hashOf = (name: string, n: number): string => idHash(sha256, `${name}-${n}`);
/** As the chain's history names them: plots as `plot/…`, batches by hash. */
export const nodeOf = (name: (typeof layers)[number]["name"], n: number): string =>
  name === "plot" ? `plot/${hashOf(name, n)}` : hashOf(name, n);

/** How many nodes a layer has in a world of so many links; the last is `pack`. */
export const sizeOf = (name: (typeof layers)[number]["name"], links: number): number =>
  Math.max(1, Math.floor((layers.find((one) => one.name === name)?.share ?? 0) * links));

/** The draws of a world with about so many links, sources before what they flow into; the same for the same number. */
export function* drawsOf(links: number): Generator<Draw> {
  const dice = diceOf(7);
  for (const [at, { name, sources }] of layers.entries()) {
    const before = layers[at - 1];
    if (!before) continue;
    const [count, above] = [sizeOf(name, links), sizeOf(before.name, links)];
    const names = Array.from({ length: above }, (_, n) => nodeOf(before.name, n));
    for (let n = 0; n < count; n++) {
      const near = Math.floor((n / count) * above);
      const to = nodeOf(name, n);
      for (let source = 0; source < sources; source++) {
        const from = names[(near + dice.whole(0, NEIGHBOURS)) % above] ?? "";
        yield { from, to, gramsIn: GRAMS, gramsOut: name === "made" ? GRAMS / 4 : GRAMS };
      }
    }
  }
}
