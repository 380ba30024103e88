import { typedDataHash } from "../act/eip712.ts";
import { concat, hex, utf8 } from "../bytes.ts";
import type { EthereumCrypto } from "../ethereum/crypto.ts";
import type { KeyType, Vkey } from "./note.ts";

/**
 * Signature type 0xff "liangji.org/log-anchor/v1" (docs/spec/witness.md): a witness signs the head of a checkpoint for
 * `LogAnchor` on a chain. The key in its vkey is the witness's address there, 20 bytes; the signature is r‖s‖v, 65 bytes.
 */
export const ANCHOR_SIGNATURE: KeyType = {
  mark: concat(Uint8Array.of(0xff), utf8("liangji.org/log-anchor/v1")),
  keyBytes: 20,
};

/** The contract that checks: `contract` is its address, 0x and 40 digits. */
export type AnchorContract = { readonly chainId: number; readonly contract: string };

const field = (type: string, name: string) => ({ type, name });
const LOG_ID = field("bytes32", "logId");
const HEAD = {
  primaryType: "Head",
  fields: [LOG_ID, field("uint64", "size"), field("bytes32", "root")],
};
const HEARTBEAT = {
  primaryType: "Heartbeat",
  fields: [LOG_ID, field("uint64", "index"), field("uint64", "beat")],
};

const domainOf = ({ chainId, contract }: AnchorContract) => ({
  name: "Liangji LogAnchor",
  version: "1",
  chainId,
  verifyingContract: contract,
});
const word = (bytes: Uint8Array): string => `0x${hex(bytes)}`;

/** What a witness signs so that anyone may anchor this head: EIP-712 `Head(bytes32 logId,uint64 size,bytes32 root)`. */
export const headDigest = (on: AnchorContract, logId: Uint8Array, size: number, root: Uint8Array): Uint8Array =>
  typedDataHash(domainOf(on), HEAD, { logId: word(logId), size, root: word(root) });

/** What a witness signs for the `beat`-th confirmation of the head that was anchored as number `index`. */
export const heartbeatDigest = (on: AnchorContract, logId: Uint8Array, index: number, beat: number): Uint8Array =>
  typedDataHash(domainOf(on), HEARTBEAT, { logId: word(logId), index, beat });

const V_BASE = 27;

/** Whether the witness whose address `key` holds signed the digest, in the one spelling that the contract takes: s low, v 27 or 28. */
export function isSignedFor(
  crypto: EthereumCrypto,
  key: Pick<Vkey, "publicKey">,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const v = (signature[64] ?? 0) - V_BASE;
  if (signature.length !== 65 || (v !== 0 && v !== 1)) return false;
  return crypto.recoverAddress(digest, signature.with(64, v)) === `0x${hex(key.publicKey)}`;
}
