import { base64, fromBase64 } from "../bytes.ts";
import { Refusal } from "../refusal.ts";

export type TlogProof = {
  readonly extra?: Uint8Array;
  readonly index: number;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: string;
};
const MOST_CHARACTERS = 1_000_000;
const HEADER = "c2sp.org/tlog-proof@v1";

/** C2SP tlog-proof: header, optional extra, index, path from the leaf up, an empty line, the checkpoint as signed. */
export const encodeTlogProof = ({ extra, index, proof, checkpoint }: TlogProof): string =>
  [
    HEADER,
    ...(extra?.length ? [`extra ${base64(extra)}`] : []),
    `index ${index}`,
    ...proof.map(base64),
    "",
    checkpoint,
  ].join("\n");

/** Strict. The checkpoint is given back as it stands: `verifyNote` and `parseCheckpoint` are for that. */
export function parseTlogProof(text: string): TlogProof {
  if (text.length > MOST_CHARACTERS) throw new Refusal("proof-malformed", { characters: text.length });
  const cut = text.indexOf("\n\n");
  const [header, ...lines] = text.slice(0, Math.max(cut, 0)).split("\n");
  if (cut < 0 || header !== HEADER) throw new Refusal("proof-malformed");
  const extra = lines[0]?.startsWith("extra ") ? fromBase64((lines.shift() ?? "").slice(6)) : undefined;
  const [, index] = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? "") ?? [];
  const proof = lines.map(fromBase64);
  if (
    index === undefined ||
    // Without extra data its line is left out.
    extra?.length === 0 ||
    !Number.isSafeInteger(Number(index)) ||
    proof.length > 63 ||
    proof.some((hash) => hash.length !== 32)
  )
    throw new Refusal("proof-malformed");
  return { ...(extra && { extra }), index: Number(index), proof, checkpoint: text.slice(cut + 2) };
}
