import { describe, expect, it } from "vitest";
import { keyAsked } from "#core/chain/questions.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import type { ChainView } from "#core/evidence/chain-view.ts";
import { parseBundle } from "#core/evidence/parse.ts";
import { type Policy, parsePolicy } from "#core/evidence/policy.ts";
import type { Story } from "#core/evidence/story.ts";
import { tellStory } from "#core/evidence/tell.ts";
import type { Judgement } from "#core/evidence/verdict.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import { type Mutant, type MutantKind, mutantsOf } from "../core/json-mutants.ts";
import { crypto } from "../core/person.ts";
import { refused } from "../core/refused.ts";
import { world } from "../core/world.ts";
import { diceOf } from "./dice.ts";
import { times } from "./scale.ts";

const SEED = 20_261_127;
/** All of some nine thousand mutants by `npm run battery`, a tenth in `npm test`. */
const ONE_IN = Math.round(10 / times(10));

const w = world();
const NONE = "0".repeat(64);
const unset = { state: "none", since: 0, reasonHash: NONE } as const;

/** What the world's chain says when it is asked what this bundle makes its reader ask: nothing of what it does not know. */
function answersTo(bundle: Bundle): ChainView {
  const { view } = w;
  const { mint } = bundle.label;
  const minted = mint.root === w.bundle.label.mint.root;
  const known = <T>(names: readonly string[], record: Readonly<Record<string, T>>, otherwise: T): Record<string, T> =>
    Object.fromEntries(names.map((name) => [name, Object.hasOwn(record, name) ? (record[name] as T) : otherwise]));
  const statements = bundle.entries.map(({ entry }) => entry.statement);
  const people = Object.fromEntries(Object.entries(view.keys).map(([asked, key]) => [asked.split("@")[0], key]));
  return {
    ...view,
    anchors: view.anchors.filter(({ index }) => bundle.anchors.some((one) => one.index === index)),
    mint: minted ? view.mint : { batch: NONE, count: 0, unitGrams: 0, mintedAt: 0, hiddenRoot: NONE },
    label: minted && mint.index < view.mint.count ? view.label : unset,
    batches: known(
      bundle.batches.map(({ batch }) => batch),
      view.batches,
      {
        ...(view.batches["leaf-1"] as ChainView["batches"][string]),
        ...{ product: NONE, holder: NONE, state: "none", provenanceRoot: NONE, entryCount: 0 },
        ...{ certificate: NONE, sources: [], plots: [] },
      },
    ),
    certificates: known(
      statements.flatMap((one) => (one.type === "liangji:CertificateDocument" ? [one.certificate] : [])),
      view.certificates,
      {
        ...{ body: NONE, holder: NONE, scheme: NONE, validFrom: 0, validTo: 0, documentHash: NONE, issuedAt: 0 },
        ...{ atPacking: unset, now: unset, volumes: {} },
      },
    ),
    keys: Object.fromEntries(
      bundle.entries.map((one) => [keyAsked(one), people[one.entry.actor] ?? { key: "", roles: 0 }]),
    ),
    capacities: known(
      statements.flatMap((one) => (one.type === "liangji:PlotSurveyed" ? [`${one.plot}/${one.season}`] : [])),
      view.capacities,
      { grams: 0, used: 0, surveyHash: NONE, holder: NONE },
    ),
  };
}

/** Any JSON, judged with a chain that is honest about it. */
async function judge(json: unknown, policy: Policy = w.policy): Promise<Told> {
  const wellFormed = refused(() => parseBundle(json)) === "accepted";
  const view = wellFormed ? answersTo(parseBundle(json)) : w.view;
  const judgement = await verifyEvidence(json, policy, w.now, view, crypto);
  return judgement.summary
    ? { ...judgement, story: tellStory(parseBundle(json), policy, view, crypto.sha256) }
    : judgement;
}
type Told = Judgement & { readonly story?: Story };
/** All that a reader is told as fact. */
const facts = ({ headline, record, code, pack, summary, story, certificates }: Told): string =>
  JSON.stringify([headline, record, code, pack, summary, story, certificates]);

/** What a bundle may say otherwise and still pass, and why. */
const saidOtherwise: readonly (readonly [RegExp, string])[] = [
  [/^dropped at entries\.5$/, "ProductDefined: nothing on the chain asks for it; the product is then told by its id"],
  [/^a second later at entries\.\d+\.recordedAt$/, "the service's own word, bounded by the anchors before and after"],
  [/^dropped at entries\.13$/, "ClaimMade: nothing on the chain asks for it; a claim less is told"],
];

const jsonOf = ({ text }: Mutant): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

describe("a bundle with one change in one place", () => {
  it("never passes with other facts, and never breaks the verification", async () => {
    const dice = diceOf(SEED);
    const truth = facts(await judge(w.bundle));
    const accepted: string[] = [];
    for (const mutant of mutantsOf(w.bundle as never)) {
      const json = jsonOf(mutant);
      if (json === undefined || dice.below(ONE_IN) !== 0) continue;
      const told = `${mutant.kind} at ${mutant.at || "the whole"}`;
      const judgement = await judge(json).catch((error: unknown) => String(error));
      if (typeof judgement === "string") accepted.push(`${told}: ${judgement}`);
      else if (judgement.headline === "all-passed" && facts(judgement) !== truth) accepted.push(told);
    }
    expect(accepted.filter((told) => !saidOtherwise.some(([place]) => place.test(told)))).toEqual([]);
  });
});

/** Faults of form, which no trust may have. */
const never: ReadonlySet<MutantKind> = new Set([
  "unknown field",
  "other type",
  "fraction",
  "negative",
  "huge",
  "too long",
  "lone surrogate",
  "control character",
  "bidi override",
  "too many items",
  "nested",
  "other base64",
]);

describe("a policy with one change in one place", () => {
  it("is malformed, or trusts somebody else, or says the same", async () => {
    const truth = facts(await judge(w.bundle));
    const accepted: string[] = [];
    for (const mutant of mutantsOf(w.policy as never)) {
      const json = jsonOf(mutant);
      if (json === undefined || refused(() => parsePolicy(json)) === "policy-malformed") continue;
      const told = `${mutant.kind} at ${mutant.at || "the whole"}`;
      const judgement = await judge(w.bundle, parsePolicy(json)).catch((error: unknown) => String(error));
      if (typeof judgement === "string") accepted.push(`${told}: ${judgement}`);
      else if (never.has(mutant.kind) || (judgement.headline === "all-passed" && facts(judgement) !== truth))
        accepted.push(told);
    }
    expect(accepted).toEqual([]);
  });
});
