import { chainId32 } from "../act/id.ts";
import { type VoidCause, voidCauses } from "../act/states.ts";
import { base64, hex } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import { commitment, hiddenRoot, hiddenSalt, NO_HIDDEN_ROOT } from "../label/hidden.ts";
import { labelRoot } from "../label/tree.ts";
import { act, type PlannedAct, type Step } from "./task.ts";

/** The mint act for a list of codes; the codes themselves go beside it (POST /mints), never onto the chain. `hiddenRoot` is hex. */
export const mint = (
  sha256: Hash,
  m: { batch: string; serials: readonly string[]; unitGrams: number; hiddenRoot?: string },
): PlannedAct => ({
  act: "Mint",
  message: {
    batch: chainId32(sha256, m.batch),
    labelRoot: `0x${hex(labelRoot(sha256, m.batch, m.serials))}`,
    hiddenRoot: m.hiddenRoot === undefined ? NO_HIDDEN_ROOT : `0x${m.hiddenRoot}`,
    count: m.serials.length,
    unitGrams: m.unitGrams,
  },
});

/** What a packer's device makes of the codes under the scratch layers: the root to sign, and what the service gets. The codes stay. */
export type HiddenSheet = {
  readonly root: string;
  readonly sent: { readonly key: string; readonly commitments: string };
};

/** @param key 32 random bytes, of this mint alone
 *  @param codes one for each serial, in the same order */
export function hideCodes(
  sha256: Hash,
  h: { batch: string; serials: readonly string[]; codes: readonly string[]; key: Uint8Array },
): HiddenSheet {
  const { batch, key } = h;
  const commitments = h.serials.map((serial, n) =>
    commitment(sha256, { batch, serial, salt: hiddenSalt(key, serial), code: h.codes[n] ?? "" }),
  );
  const joined = new Uint8Array(commitments.length * 32);
  for (const [n, one] of commitments.entries()) joined.set(one, n * 32);
  return { root: hex(hiddenRoot(sha256, commitments)), sent: { key: base64(key), commitments: base64(joined) } };
}

export const activate = (root: string): readonly Step[] => [act("Activate", { labelRoot: root })];
export const voidLabels = (v: {
  root: string;
  indexes: readonly number[];
  cause: VoidCause;
  reason: string;
}): readonly Step[] => [
  act("VoidLabels", { labelRoot: v.root, indexes: v.indexes, cause: voidCauses[v.cause], reason: v.reason }),
];
