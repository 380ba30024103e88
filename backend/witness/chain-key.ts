import { existsSync, readFileSync } from "node:fs";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { concat, fromHex, hex } from "#core/bytes.ts";
import { ANCHOR_SIGNATURE, type AnchorContract, headDigest, heartbeatDigest } from "#core/log/anchor-signature.ts";
import { encodeVkey, parseVkey, signatureLine } from "#core/log/note.ts";
import type { WitnessedHead } from "#core/log/witness.ts";
import { sha256 } from "../crypto.ts";
import { writeSecret } from "../key-file.ts";

/** With what a witness signs for `LogAnchor` on a chain. */
export type ChainKey = {
  /** Lower case, 0x. What the contract lists as a witness. */
  readonly address: string;
  /** Verifier key of type 0xff "liangji.org/log-anchor/v1". */
  readonly vkey: string;
  /** A signature line for an anchor. Warning: as with a cosignature, only of what is on disk. */
  readonly signHead: (logId: Uint8Array, head: WitnessedHead) => string;
  /** r‖s‖v. */
  readonly signHeartbeat: (logId: Uint8Array, index: number, beat: number) => Uint8Array;
};

/** The secp256k1 key in a file (0x and 64 digits); made if there is none. */
export function openChainSecret(file: string): Uint8Array {
  if (!existsSync(file)) writeSecret(file, `0x${hex(secp256k1.utils.randomSecretKey())}\n`);
  const [, digits] = /^0x([0-9a-f]{64})\n?$/.exec(readFileSync(file, "utf8")) ?? [];
  if (!digits) throw new Error(`${file} holds no private key (0x and 64 digits)`);
  return fromHex(digits);
}

export const addressOf = (secret: Uint8Array): Uint8Array =>
  keccak_256(secp256k1.getPublicKey(secret, false).subarray(1)).subarray(12);

export function chainKey(secret: Uint8Array, name: string, on: AnchorContract): ChainKey {
  const vkey = encodeVkey(sha256, name, addressOf(secret), ANCHOR_SIGNATURE);
  const { keyId, publicKey } = parseVkey(vkey, ANCHOR_SIGNATURE);
  return {
    address: `0x${hex(publicKey)}`,
    vkey,
    signHead: (logId, { size, root }) =>
      signatureLine(name, keyId, signDigest(secret, headDigest(on, logId, size, root))),
    signHeartbeat: (logId, index, beat) => signDigest(secret, heartbeatDigest(on, logId, index, beat)),
  };
}

const V_BASE = 27;
/** r‖s‖v as Solidity's ecrecover takes it: s low, v 27 or 28. */
function signDigest(secret: Uint8Array, digest: Uint8Array): Uint8Array {
  const signed = secp256k1.sign(digest, secret, { prehash: false, format: "recovered" });
  return concat(signed.subarray(1), Uint8Array.of(V_BASE + (signed[0] ?? 0)));
}
