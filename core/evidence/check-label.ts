import { fromBase64, fromHex } from "../bytes.ts";
import { idHash } from "../chain/questions.ts";
import type { Crypto, Hash } from "../crypto.ts";
import { verifyLabel } from "../label/tree.ts";
import { type Facts, Refusal } from "../refusal.ts";
import { batchOfUri } from "../statement/uri.ts";
import type { Bundle } from "./bundle.ts";
import type { ChainView } from "./chain-view.ts";
import { reasonOf } from "./check-documents.ts";
import { addState } from "./freshness.ts";
import type { Checks } from "./ledger.ts";

/** Is this code one of those under its label root, and its batch of the product that the label says? Needs no chain. */
export function checkLabelProof(bundle: Bundle, crypto: Crypto, checks: Checks): void {
  const { batch, serial, mint } = bundle.label;
  try {
    if (!isOfItsProduct(bundle)) throw new Refusal("label-unknown");
    verifyLabel(crypto.sha256, {
      batch,
      serial,
      index: mint.index,
      count: mint.count,
      proof: mint.proof.map(fromBase64),
      root: fromHex(mint.root),
    });
    checks.add("label-proof", "passed");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    checks.add("label-proof", "failed", "never-issued");
  }
}

/** Entries name a batch together with its product. */
const isOfItsProduct = ({ label, entries }: Bundle): boolean =>
  entries
    .flatMap(({ entry: { statement } }) => {
      if (statement.type === "TransformationEvent") return statement.outputQuantityList;
      return "quantityList" in statement ? statement.quantityList : [];
    })
    .map(({ epcClass }) => batchOfUri(epcClass))
    .every((named) => named?.batch !== label.batch || named.product === label.product);

/** What the chain says of this code now: minted for this batch, activated by its packer, not void, nothing upstream recalled. */
export function checkLabelState(
  bundle: Bundle,
  view: ChainView,
  stopped: Facts | undefined,
  sha256: Hash,
  checks: Checks,
): void {
  const { mint } = bundle.label;
  const minted =
    view.mint.count === mint.count &&
    view.mint.batch === idHash(sha256, bundle.label.batch) &&
    view.batches[bundle.label.batch]?.product === idHash(sha256, bundle.label.product) &&
    view.mint.mintedAt === mint.mintedAt;
  checks.add("label-minted", minted ? "passed" : "failed", minted ? undefined : "never-issued");
  if (!minted) return;
  const { state, since } = view.label;
  const code = ({ none: "never-issued", printed: "not-activated", void: "void", active: undefined } as const)[state];
  const facts = { at: since, reason: reasonOf(bundle, view.label, sha256) };
  addState(checks, "label-state", code !== undefined, code, stopped, facts);
  checkRecall(bundle, view, stopped, sha256, checks);
}

function checkRecall(bundle: Bundle, view: ChainView, stopped: Facts | undefined, sha256: Hash, checks: Checks): void {
  for (const { batch } of bundle.batches) {
    const on = view.batches[batch];
    if (!on) continue;
    const facts = {
      batch,
      at: on.recalledAt,
      reason: reasonOf(bundle, { reasonHash: on.recallReasonHash }, sha256),
      n: view.mint.count,
    };
    addState(checks, "batch-recall", on.recalledAt > 0, "recalled", stopped, facts);
  }
}
