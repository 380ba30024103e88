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
  return checkText(evidence.text, policy, start, path, evidence.height);
}

/** For a code typed by hand that leads to no label: the service sends every other one on to its own page. */
export const checkUnissued = async (): Promise<Checked> => ({
  scene: { ...begin(await fetchPolicy()), judgement: neverIssued },
});

/** The same for a file that the reader opened, by the policy that the reader has. */
export const checkFile = (text: string, policy: Policy | undefined): Promise<Checked> =>
  checkText(text, policy, begin(policy));

type Start = Omit<Scene, "judgement">;

async function checkText(
  text: string,
  policy: Policy | undefined,
  start: Start,
  path?: string,
  height?: number,
): Promise<Checked> {
  if (!policy)
    return {
      scene: { ...start, judgement: unverified(navigator.onLine ? "no-evidence" : "offline"), proof: text },
    };
  let bundle: Bundle;
  try {
    bundle = parseJudged(jsonOf(text));
  } catch (error) {
    return { scene: { ...start, judgement: shownOf(judgeMalformed(error, unasked(policy))), proof: text } };
  }
  const { product, batch, serial } = bundle.label;
  if (path && path !== `/p/${product}/b/${batch}/s/${serial}`)
    return { scene: { ...start, judgement: otherLabel(serial), proof: text } };
  const { asked, sent } = ask(bundle, policy, start.checkedAt, height);
  await sent;
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
  import("./anchor-check.ts").then(
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

/** `sent`: what is asked first is on its way, and the thread free for what can be checked meanwhile. */
function ask(bundle: Bundle, policy: Policy, now: number, height?: number) {
  let first = () => {};
  const sent = new Promise<void>((done) => {
    first = done;
  });
  const asked = askChain(bundle, policy, now, (url, body) => rpc(url, body, first), sha256, height).then(
    (chain): ChainSaid =>
      "unavailable" in chain && chain.unavailable === "chain-unreachable" && !navigator.onLine
        ? unasked(policy)
        : chain,
  );
  return { asked, sent: Promise.race([sent, asked]) };
}

/** What is no JSON is no evidence either: the form says so. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
