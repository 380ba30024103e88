import { type Driver, drivers } from "../anchor/driver.ts";
import { type AnchorProof, anchorProof } from "../anchor/proof.ts";
import { type ProvenHead, verifyAnchorProof } from "../anchor/verify.ts";
import { fromBase64, hex } from "../bytes.ts";
import type { Unavailable } from "../chain/ask.ts";
import type { EthereumCrypto } from "../ethereum/crypto.ts";
import { Refusal } from "../refusal.ts";
import { utcSeconds } from "../statement/clock.ts";
import { type Anchored, byNodes, type CheckAnchor } from "./anchored.ts";
import type { Bundle } from "./bundle.ts";
import type { ChainView } from "./chain-view.ts";
import type { Checks } from "./ledger.ts";
import type { Policy } from "./policy.ts";

/**
 * The bundle's anchor proof holds, proves the bundle's own newest anchor, and goes with what nodes say. A wrong one fails even where nodes
 * say that all is well; skipped when the reader pinned no validators, or does not accept its driver. Without nodes the states of code and
 * certificates are unknown.
 * @returns of the heads that nodes gave and that was proven, the one whose driver the policy prefers
 */
export const anchorChecker =
  (crypto: EthereumCrypto) =>
  (...[bundle, policy, now, chain, checks]: Parameters<CheckAnchor>): Anchored | undefined => {
    const view = "unavailable" in chain ? undefined : chain;
    if ("unavailable" in chain) addUnaskedStates(bundle, chain, now, checks);
    const accepted = policy.chain.drivers ?? drivers;
    const proven = checkProof(crypto, bundle, policy, accepted, view, checks);
    const heads: readonly Anchored[] = [
      ...(view ? [byNodes(view)] : []),
      ...(proven ? [{ ...proven, by: proven.seals.signed, of: proven.seals.of }] : []),
    ];
    return accepted.flatMap((driver) => heads.find((head) => head.driver === driver) ?? [])[0];
  };

function checkProof(
  crypto: EthereumCrypto,
  bundle: Bundle,
  policy: Policy,
  accepted: readonly Driver[],
  view: ChainView | undefined,
  checks: Checks,
): ProvenHead | undefined {
  if (bundle.anchorProof === undefined) return undefined;
  const proof = parse(bundle.anchorProof);
  const driver = proof?.driver ?? "";
  const wrong = (why: string) => void checks.add("anchor-proof", "failed", "anchor-proof-wrong", { driver, why });
  if (!proof) return wrong("bundle-malformed");
  if (!policy.chain.validators || !accepted.includes(proof.driver))
    return void checks.add("anchor-proof", "skipped", undefined, { driver });
  try {
    const proven = verifyAnchorProof(crypto, proof, policy);
    const facts = { driver, by: proven.seals.signed, of: proven.seals.of, block: proven.block.number };
    if (!isOf(proven, bundle.anchors.at(-1))) return wrong("another-head");
    const beside = view ? compare(proven, view) : "agrees";
    if (beside === "contradicts") return void checks.add("anchor-proof", "failed", "history-rewritten", facts);
    if (beside === "agrees") checks.add("anchor-proof", "passed", undefined, facts);
    else checks.add("anchor-proof", "unknown", "nodes-disagree", { ...facts, n: view?.nodes.asked ?? 0 });
    return proven;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return wrong(error.code);
  }
}

function parse(json: unknown): AnchorProof | undefined {
  const parsed = anchorProof.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}

/** States that nobody could be asked about are unknown, with the time of the file that speaks of them. */
function addUnaskedStates(
  { entries, savedAt }: Bundle,
  { unavailable, nodes }: Unavailable,
  now: number,
  checks: Checks,
): void {
  const facts = { n: nodes, ageSeconds: Math.max(0, now - utcSeconds(savedAt)) };
  const certified = entries.some(({ entry }) => entry.statement.type === "liangji:CertificateDocument");
  for (const name of ["label-state", "batch-recall", ...(certified ? (["certificate-state"] as const) : [])] as const)
    checks.add(name, "unknown", unavailable, facts);
}

/** A heartbeat confirms an anchor at a later time; all else is the same. */
const isOf = (proven: ProvenHead, anchor: Bundle["anchors"][number] | undefined): boolean =>
  anchor !== undefined &&
  anchor.index === proven.index &&
  anchor.size === proven.size &&
  anchor.time <= proven.time &&
  hex(fromBase64(anchor.root)) === proven.root;

/** What nodes say now against what was sealed: the log only grows, and time only passes. */
function compare(proven: ProvenHead, { head, block }: ChainView): "agrees" | "older" | "contradicts" {
  if (block.number === proven.block.number && block.hash !== proven.block.hash) return "contradicts";
  const isSame = head.index === proven.index && head.size === proven.size && head.root === proven.root;
  const isLater = head.index > proven.index && head.size > proven.size;
  if ((isSame || isLater) && head.time >= proven.time) return "agrees";
  return block.number < proven.block.number && head.index <= proven.index ? "older" : "contradicts";
}
