import { fromHex } from "#core/bytes.ts";
import {
  ANCHOR_SIGNATURE,
  type AnchorContract,
  headDigest,
  heartbeatDigest,
  isSignedFor,
} from "#core/log/anchor-signature.ts";
import { COSIGNATURE, verifyCosignature } from "#core/log/cosignature.ts";
import { isBy, type NoteSignature, noteWith, parseNote, signatureLine, type Vkey, verifyVkey } from "#core/log/note.ts";
import { encodeAddCheckpoint } from "#core/log/witness.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { nativeCrypto, sha256 } from "../crypto.ts";

/** A witness whom the log asks, and by which keys it is known. */
export type WitnessKnown = {
  readonly url: string;
  readonly key: Vkey;
  /** With which it signs for LogAnchor. */
  readonly anchorKey: Vkey | undefined;
};
/** A signed head, `root` in hex. */
export type Page = { readonly size: number; readonly root: string; readonly checkpoint: string };
/** The log on its chain: what heads and heartbeats are signed for. */
export type LogOnChain = AnchorContract & { readonly logId: Uint8Array };

/** Whether a page carries the witness's cosignature. */
export const isOn = ({ checkpoint }: Page, { key }: WitnessKnown): boolean =>
  parseNote(checkpoint).signatures.some((one) => isBy(key, one));

const WITHIN_MS = 1500;
const MOST_BYTES = 65_536;

export const witnessKnown = (url: string, vkey: string, anchorVkey: string | undefined): WitnessKnown => ({
  url: url.replace(/\/+$/, ""),
  key: verifyVkey(sha256, vkey, COSIGNATURE),
  anchorKey: anchorVkey === undefined ? undefined : verifyVkey(sha256, anchorVkey, ANCHOR_SIGNATURE),
});

/**
 * Has a witness cosign a page, beginning from the size that it is thought to hold; if it names another, from that one.
 * Returns its own signature lines, each verified. Throws when there is no right cosignature within the time.
 */
export async function askForCosignature(
  witness: WitnessKnown,
  page: Page,
  from: number,
  proofFrom: (oldSize: number) => Promise<readonly Uint8Array[]>,
  on: LogOnChain,
): Promise<readonly string[]> {
  const signal = AbortSignal.timeout(WITHIN_MS);
  const send = async (oldSize: number) =>
    post(
      `${witness.url}/add-checkpoint`,
      "text/plain",
      encodeAddCheckpoint({ oldSize, proof: await proofFrom(oldSize), checkpoint: page.checkpoint }),
      signal,
    );
  let answer = await send(Math.min(from, page.size));
  if (answer.status === 409) answer = await send(sizeIn(answer.text, page.size));
  if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
  const { signatures } = parseNote(noteWith(parseNote(page.checkpoint).text, [answer.text]));
  const lines = await rightLines(witness, page, signatures, on);
  if (!isOn({ ...page, checkpoint: page.checkpoint + lines.join("") }, witness)) throw new Error("did not cosign this");
  return lines;
}

/** Has a witness sign the `beat`-th heartbeat of anchored head `index`: 65 bytes, verified. */
export async function askForHeartbeat(
  { url, anchorKey }: WitnessKnown,
  index: number,
  beat: number,
  on: LogOnChain,
): Promise<Uint8Array> {
  if (!anchorKey) throw new Error("signs for no chain");
  const body = JSON.stringify({ logId: Buffer.from(on.logId).toString("hex"), index, beat });
  const { status, text } = await post(
    `${url}/sign-heartbeat`,
    "application/json",
    body,
    AbortSignal.timeout(WITHIN_MS),
  );
  if (status !== 200) throw new Error(`answered ${status}`);
  const { signature } = JSON.parse(text) as { signature?: unknown };
  const bytes = typeof signature === "string" && signature.startsWith("0x") ? fromHex(signature.slice(2)) : undefined;
  if (!bytes || !isSignedFor(nobleEthereum, anchorKey, heartbeatDigest(on, on.logId, index, beat), bytes))
    throw new Error("signed something else");
  return bytes;
}

async function post(
  url: string,
  type: string,
  body: string,
  signal: AbortSignal,
): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": type },
    body,
    signal,
    redirect: "error",
  });
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error(`answered more than ${MOST_BYTES} bytes`);
    parts.push(part);
  }
  return { status: response.status, text: new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts)) };
}

/** The size in a 409. One beyond ours is a lie, or we have forgotten entries: either way there is no proof. */
function sizeIn(text: string, size: number): number {
  const [, digits] = /^(0|[1-9]\d{0,15})\n$/.exec(text) ?? [];
  if (digits === undefined) throw new Error("answered 409 without a size");
  if (Number(digits) > size) throw new Error(`says that it cosigned ${digits} entries; the log has ${size}`);
  return Number(digits);
}

/** Of some signatures on a page, those that the witness's own keys rightly made, one by each key, as lines. */
export async function rightLines(
  { key, anchorKey }: WitnessKnown,
  { size, root, checkpoint }: Page,
  signatures: readonly NoteSignature[],
  on: LogOnChain,
): Promise<readonly string[]> {
  const { text } = parseNote(checkpoint);
  const isRight = (blob: Uint8Array) =>
    verifyCosignature(nativeCrypto, key, text, blob).then(
      () => true,
      () => false,
    );
  const own = signatures.filter((one) => isBy(key, one));
  const right = await Promise.all(own.map(({ signature }) => isRight(signature)));
  const digest = headDigest(on, on.logId, size, fromHex(root));
  const forChain = signatures.find(
    (one) => anchorKey && isBy(anchorKey, one) && isSignedFor(nobleEthereum, anchorKey, digest, one.signature),
  );
  return [own[right.indexOf(true)], forChain].flatMap((one) =>
    one ? [signatureLine(one.name, one.keyId, one.signature)] : [],
  );
}
