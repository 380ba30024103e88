import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nativeCrypto, sha256 } from "#backend/crypto.ts";
import { startWitness, type Witness, type WitnessOptions } from "#backend/witness/start.ts";
import { COSIGNATURE, verifyCosignature } from "#core/log/cosignature.ts";
import { isBy, noteWith, parseNote, verifyVkey } from "#core/log/note.ts";
import { consistencyProof } from "#core/log/tree.ts";
import { encodeAddCheckpoint } from "#core/log/witness.ts";
import { type TestLog, TIME } from "#test/core/log-signer.ts";

export type Answer = { readonly status: number; readonly type: string; readonly text: string };
export type RunningWitness = {
  readonly folder: string;
  readonly options: WitnessOptions;
  readonly witness: Witness;
  close(): Promise<void>;
};

/** A witness of one log on a folder of its own; `changes` may name another folder. */
export async function runWitness(
  log: Pick<TestLog, "vkey">,
  changes: Partial<WitnessOptions> = {},
): Promise<RunningWitness> {
  const folder = await mkdtemp(join(tmpdir(), "liangji-witness-"));
  const options: WitnessOptions = {
    dataDir: folder,
    host: "127.0.0.1",
    port: 0,
    name: "witness.example/w1",
    logs: [log.vkey],
    logLevel: "silent",
    clock: () => TIME,
    exit: () => undefined,
    ...changes,
  };
  const witness = await startWitness(options);
  return {
    folder,
    options,
    witness,
    close: async () => {
      await witness.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function post(url: string, body: string | Uint8Array): Promise<Answer> {
  const response = await fetch(`${url}/add-checkpoint`, { method: "POST", body: Buffer.from(body) });
  return { status: response.status, type: response.headers.get("content-type") ?? "", text: await response.text() };
}

/** Asks to cosign the first `size` leaves, with the proof from `oldSize`. */
export const ask = (url: string, log: TestLog, leaves: readonly Uint8Array[], oldSize: number, size: number) =>
  post(
    url,
    encodeAddCheckpoint({
      oldSize,
      proof: oldSize <= size ? consistencyProof(sha256, leaves.slice(0, size), oldSize) : [],
      checkpoint: log.note(leaves, size),
    }),
  );

/** When the witness cosigned this checkpoint, by the lines of its answer. Throws when it did not. */
export async function cosignedAt(vkey: string, checkpoint: string, lines: string): Promise<number> {
  const key = verifyVkey(sha256, vkey, COSIGNATURE);
  const { text } = parseNote(checkpoint);
  const [line] = parseNote(noteWith(text, [lines])).signatures.filter((one) => isBy(key, one));
  if (!line) throw new Error("no line of this witness");
  return verifyCosignature(nativeCrypto, key, text, line.signature);
}
