import { base64, fromBase64 } from "../bytes.ts";
import { Refusal } from "../refusal.ts";

export type Checkpoint = {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Opaque lines of others, none of them empty. We read past them and write none: no monitor can audit them. */
  readonly extensions?: readonly string[];
};

/** C2SP tlog-checkpoint body: origin, decimal size, base64 root, each on its line. */
export const encodeCheckpoint = ({ origin, size, root, extensions = [] }: Checkpoint): string =>
  [origin, size, base64(root), ...extensions, ""].join("\n");

/** Strict: one spelling per number, sizes up to 2^53 − 1. Anything else is refused. */
export function parseCheckpoint(body: string): Checkpoint {
  const [origin = "", size = "", root = "", ...rest] = body.split("\n");
  const extensions = rest.slice(0, -1);
  if (origin === "" || rest.at(-1) !== "" || extensions.includes("")) throw new Refusal("checkpoint-malformed");
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)))
    throw new Refusal("tree-size-not-decimal", { size: size.slice(0, 20) });
  const hash = fromBase64(root);
  if (hash.length !== 32) throw new Refusal("checkpoint-malformed");
  return { origin, size: Number(size), root: hash, ...(extensions.length > 0 && { extensions }) };
}
