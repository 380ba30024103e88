import { typedDataHash } from "../act/eip712.ts";
import { concat, hex, utf8 } from "../bytes.ts";
import type { KeyType } from "./signer-key.ts";

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
