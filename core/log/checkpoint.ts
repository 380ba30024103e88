import { base64, fromBase64 } from "../bytes.ts";
import { Refusal } from "../refusal.ts";

export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

/** C2SP tlog-checkpoint body: origin, decimal size, base64 root, each on its line. */
export const encodeCheckpoint = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`;

/** Strict: one spelling per number; extension lines are allowed and ignored, as the specification says. */
export function parseCheckpoint(body: string): Checkpoint {
  const [origin = "", size = "", root = "", ...rest] = body.split("\n");
  if (origin === "" || rest.length === 0 || rest.at(-1) !== "" || rest.slice(0, -1).includes(""))
    throw new Refusal("checkpoint-malformed");
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size)))
    throw new Refusal("tree-size-not-decimal", { size: size.slice(0, 20) });
  const hash = fromBase64(root);
  if (hash.length !== 32) throw new Refusal("checkpoint-malformed");
  return { origin, size: Number(size), root: hash };
}
