import type { AnchorProof } from "#core/anchor/proof.ts";
import { base64, fromHex } from "#core/bytes.ts";
import { idHash } from "#core/chain/questions.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import type { LabelId } from "#core/label/url.ts";
import type { Anchor } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { knownLabel } from "../labels/label.ts";
import { labelPath } from "../labels/label-tree.ts";
import { consistencyProof, inclusionProof } from "../log/nodes.ts";
import { type LogLine, readLines, rfc3339 } from "../log/record.ts";
import type { Held } from "./anchor-proofs.ts";
import { documentIndexes } from "./documents.ts";
import { linesOfBatches, withAdmissions } from "./lines.ts";
import { pageFor, within } from "./page-for.ts";
import { reasonsFor } from "./reasons.ts";
import { upstreamBatches } from "./upstream.ts";

/** The evidence of one label (docs/spec/evidence.md): everything a stranger needs to check it, and nothing to be believed. */
export async function assembleEvidence(context: Context, id: LabelId): Promise<Bundle> {
  const label = await knownLabel(context, id);
  const { store, sequencer, publisher, index, key, policy, anchorProofs, now } = context;
  const proven = await anchorProofs.newest();
  const known = index.history.anchors.get(key.id) ?? [];
  const batches = upstreamBatches(context, idHash(sha256, id.batch));
  const ids = batches.map(({ batch }) => batch);
  const documents = await readLines(store, await documentIndexes(context, id.product, ids));
  const lines = await withAdmissions(context, [...(await linesOfBatches(context, ids)), ...documents]);
  const { size, checkpoint } = pageFor([publisher.witnessed, publisher.newest], lines, known) ?? sequencer.head;
  const held = lines.filter((line) => line.index < size);
  const { anchored, proof } = provenAnchors(within(known, size), proven, held);
  const anchors = anchorsFor(anchored, held);
  return {
    format: "liangji-evidence/v1",
    label: {
      ...id,
      mint: {
        root: label.place.root,
        index: label.place.index,
        count: label.mint.count,
        mintedAt: label.mint.mintedAt,
        proof: labelPath(label.place.root, id.batch, label.serials, label.place.index).map(base64),
      },
    },
    log: { origin: key.origin, checkpoint },
    anchors: anchors.map((anchor) => ({ ...anchor, root: base64(fromHex(anchor.root)) })),
    ...(proof && { anchorProof: proof }),
    consistency: (await consistencyProof(store, anchors.at(-1)?.size ?? 0, size)).map(base64),
    entries: await Promise.all(
      held.map(async ({ index: at, recordedAt, entry }) => ({
        index: at,
        recordedAt: rfc3339(recordedAt),
        entry,
        proof: (await inclusionProof(store, at, size)).map(base64),
      })),
    ),
    batches: [...batches],
    reasons: reasonsFor(context, label, ids),
    sample: policy.sample,
    savedAt: rfc3339(now()),
  };
}

/** A reader takes the proof for the newest anchor of the file. Older than what we know it still serves, if nothing in the file is newer; else it stays out. */
function provenAnchors(
  known: readonly Anchor[],
  proven: Held | undefined,
  lines: readonly LogLine[],
): { readonly anchored: readonly Anchor[]; readonly proof?: AnchorProof } {
  const at = known.findIndex(({ index }) => index === proven?.head.index);
  const covers = lines.every((line) => line.index < (proven?.head.size ?? 0));
  if (!proven || at < 0 || !(covers || at === known.length - 1)) return { anchored: known };
  return { anchored: known.slice(0, at + 1), proof: proven.proof };
}

/** For each line the first anchor that covers it and the one before (between the two it was recorded), oldest first, and the newest of all. */
function anchorsFor(anchored: readonly Anchor[], lines: readonly LogLine[]): readonly Anchor[] {
  const around = lines.flatMap((line) => {
    const at = anchored.findIndex(({ size }) => size > line.index);
    return at < 0 ? [] : anchored.slice(Math.max(0, at - 1), at + 1);
  });
  const chosen = new Map([...around, ...anchored.slice(-1)].map((anchor) => [anchor.index, anchor]));
  return [...chosen.values()].sort((a, b) => a.index - b.index);
}
