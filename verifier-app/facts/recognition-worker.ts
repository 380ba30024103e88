import { agree } from "#core/chain/ask.ts";
import type { Crypto } from "#core/crypto.ts";
import { parseRecognitionEvidence } from "#core/recognition/evidence.ts";
import { recognitionQuestions, recognitionsFrom } from "#core/recognition/questions.ts";
import { type Label, type Proven, verifyRecognitions, type Wrong } from "#core/recognition/verify.ts";
import { Refusal } from "#core/refusal.ts";
import { type Subtle, webCrypto } from "#core/webcrypto.ts";
import { rpc } from "../fetch.ts";
import { sha256 } from "../small-sha256.ts";

const PATIENCE_MS = 15_000;
export type Question = Label;
/** "unasked": service or chain did not answer. Neither good news nor bad. */
export type Recognised = { readonly answers: readonly Proven[] } | { readonly wrong: Wrong | "malformed" } | "unasked";

/** In a file of its own, so that the first verdict carries nothing of it: fetches what the label's evidence lacks, asks the chain for the rest, and works the answer out. */
addEventListener("message", ({ data }: MessageEvent<Question>) => {
  void prove(data)
    .catch((): Recognised => "unasked")
    .then((answer) => postMessage(answer satisfies Recognised));
});

async function prove(label: Label): Promise<Recognised> {
  const { bundle, policy } = label;
  const [, size = ""] = bundle.log.checkpoint.split("\n");
  const path = `/batches/${encodeURIComponent(bundle.label.batch)}/recognitions/evidence?size=${size}`;
  const response = await fetch(path, { credentials: "omit", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) return "unasked";
  try {
    const evidence = parseRecognitionEvidence(await response.json());
    if (evidence.entries.length === 0) return { answers: [] };
    const now = Math.floor(Date.now() / 1000);
    const on = await agree(
      policy,
      rpc,
      ({ number, time }) => recognitionQuestions(evidence, policy, Math.max(now, time), number, sha256),
      recognitionsFrom,
    );
    return "unavailable" in on ? "unasked" : await verifyRecognitions(label, evidence, on, await cryptography());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { wrong: "malformed" };
  }
}

/** Entries are signed with P-256 alone, which every WebCrypto has; plain http has none. */
async function cryptography(): Promise<Crypto> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  // The cast: as in ../cryptography.ts.
  return subtle ? webCrypto(subtle as unknown as Subtle, sha256) : (await import("#core/noble.ts")).nobleCrypto;
}
