import { base64 } from "#core/bytes.ts";
import { idHash } from "#core/chain/questions.ts";
import type { RecognitionEvidence } from "#core/recognition/evidence.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { withAdmissions } from "../evidence/lines.ts";
import { inclusionProof } from "../log/nodes.ts";
import { readLines, rfc3339 } from "../log/record.ts";

const MOST_RECOGNITIONS = 8;

/** What a label's evidence lacks for recognitions of its batch's certificate, proven to the log as it was at `size`: its reader has the root of that. */
export async function recognitionEvidence(context: Context, batch: string, size: number): Promise<RecognitionEvidence> {
  const { store, ledger, index, names, sequencer } = context;
  const on = index.history.batches.get(idHash(sha256, batch));
  if (!on) throw new Refusal("batch-unknown", { batch });
  if (size > sequencer.head.size) throw new Refusal("field-invalid", { path: "size", problem: "beyond the log" });
  const carried = await ledger.find("certificates", names.of(on.certificate));
  const terms = (await ledger.list("recognitions"))
    .filter(({ statement }) => statement.fromScheme === carried?.statement.scheme)
    .slice(0, MOST_RECOGNITIONS);
  const wanted = new Set(terms.map(({ statement }) => statement.recognition));
  const attested = (await ledger.list("attestations")).filter(
    ({ statement, actor }) =>
      statement.batch === batch && actor === carried?.actor && wanted.has(statement.recognition),
  );
  const own = await readLines(
    store,
    [...terms, ...attested].map((line) => line.index),
  );
  const lines = (await withAdmissions(context, own)).filter((line) => line.index < size);
  return {
    format: "liangji-recognition/v1",
    batch,
    size,
    entries: await Promise.all(
      lines.map(async ({ index: at, recordedAt, entry }) => ({
        index: at,
        recordedAt: rfc3339(recordedAt),
        entry: entry as RecognitionEvidence["entries"][number]["entry"],
        proof: (await inclusionProof(store, at, size)).map(base64),
      })),
    ),
  };
}
