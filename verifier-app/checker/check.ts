import { askChain, type ChainSaid, type Unavailable } from "#core/chain/ask.ts";
import { type CheckAnchor, checkNoAnchor } from "#core/evidence/anchored.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import { parseJudged } from "#core/evidence/judged.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { judgeMalformed, verifyBundle } from "#core/evidence/verify-bundle.ts";
import { utcSeconds } from "#core/statement/clock.ts";
import { cryptography } from "../cryptography.ts";
import { fetchEvidence, fetchPolicy, type Get, rpc } from "../fetch.ts";
import type { Label, Scene } from "../scene.ts";
import { neverIssued, otherLabel, shownOf } from "../shown.ts";
import { sha256 } from "../small-sha256.ts";
import { unverified } from "../unverified.ts";

/** What to show; `confirm`: the same with what the validators sealed checked as well. */
export type Checked = { readonly scene: Scene; readonly confirm?: () => Promise<Scene> };

/** From a label's path to something to show. Everything that decides is in core; here is only where it comes from. */
export async function checkLabel(path: string, label: Label, get?: Get): Promise<Checked> {
  const [evidence, policy] = await Promise.all([fetchEvidence(path, get), fetchPolicy(get)]);
  const start = begin(policy, label);
  if ("none" in evidence)
    return {
      scene: { ...start, judgement: evidence.none === "label-unknown" ? neverIssued : unverified(evidence.none) },
    };
  if (!policy) return { scene: { ...start, judgement: unverified("no-evidence"), proof: evidence.text } };
  return checkText(evidence.text, policy, start, label, evidence.height);
}

/** For a code typed by hand that leads to no label: the service sends every other one on to its own page. */
export const checkUnissued = async (): Promise<Checked> => ({
  scene: { ...begin(await fetchPolicy()), judgement: neverIssued },
});

/** The same for a file that the reader opened, by the policy that the reader has. */
export async function checkFile(text: string, policy: Policy | undefined): Promise<Checked> {
  const start = begin(policy);
  return policy
    ? checkText(text, policy, start)
    : { scene: { ...start, judgement: unverified(navigator.onLine ? "no-evidence" : "offline") } };
}

type Start = Omit<Scene, "judgement">;

async function checkText(text: string, policy: Policy, start: Start, label?: Label, height?: number): Promise<Checked> {
  const began = performance.now();
  let bundle: Bundle;
  try {
    bundle = parseJudged(jsonOf(text));
  } catch (error) {
    return { scene: { ...start, judgement: shownOf(judgeMalformed(error, unasked(policy))), proof: text } };
  }
  const { product, batch, serial } = bundle.label;
  if (label && (serial !== label.serial || batch !== label.batch || product !== label.product))
    return { scene: { ...start, judgement: otherLabel(serial), proof: text } };
  const asked = ask(bundle, policy, start.checkedAt, height);
  const crypto = await cryptography();
  const judge = async (checkAnchor: CheckAnchor) =>
    shownOf(await verifyBundle(bundle, policy, start.checkedAt, asked, crypto, checkAnchor));
  // Where nodes come first and answer, what the validators sealed only confirms them: later.
  let later = false;
  const judgement = await judge(async (...given) => {
    const [, , , chain] = given;
    later = !("unavailable" in chain) && policy.chain.drivers?.[0] === chain.driver;
    return (later ? checkNoAnchor : await anchorCheck())(...given);
  });
  const scene: Scene = {
    ...start,
    judgement,
    proof: text,
    tookMilliseconds: Math.round(performance.now() - began),
    source: { bundle, policy, chain: await asked },
    savedAt: utcSeconds(bundle.savedAt),
    sample: policy.sample || bundle.sample,
    label: { product, batch, serial },
  };
  return later && bundle.anchorProof
    ? { scene, confirm: async () => ({ ...scene, judgement: await judge(await anchorCheck()) }) }
    : { scene };
}

/** When it cannot be loaded, the anchor proof is not looked at. */
const anchorCheck = (): Promise<CheckAnchor> =>
  import("../anchor-check.ts").then(
    (module) => module.checkAnchor,
    () => checkNoAnchor,
  );

const begin = (policy: Policy | undefined, label?: Label): Start => ({
  checkedAt: Math.floor(Date.now() / 1000),
  sample: policy?.sample ?? false,
  ...(policy && { brand: policy.brand.name, limitSeconds: policy.maxHeadAgeSeconds }),
  ...(policy?.brand.recallLine && { recallLine: policy.brand.recallLine }),
  ...(label && { label }),
});

const unasked = ({ chain }: Policy): Unavailable => ({ unavailable: "offline", nodes: chain.rpc.length });

async function ask(bundle: Bundle, policy: Policy, now: number, height?: number): Promise<ChainSaid> {
  const chain = await askChain(bundle, policy, now, rpc, sha256, height);
  return "unavailable" in chain && chain.unavailable === "chain-unreachable" && !navigator.onLine
    ? unasked(policy)
    : chain;
}

/** What is no JSON is no evidence either: the form says so. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
