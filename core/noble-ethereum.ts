import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { hex } from "./bytes.ts";
import type { EthereumCrypto } from "./ethereum/crypto.ts";

/** keccak-256 and secp256k1, which neither WebCrypto nor every OpenSSL has. */
export const nobleEthereum: EthereumCrypto = {
  keccak256: keccak_256,
  recoverAddress(digest, signature) {
    const v = signature[64];
    if (signature.length !== 65 || v === undefined || v > 1) return undefined;
    try {
      const parsed = secp256k1.Signature.fromBytes(signature.subarray(0, 64), "compact");
      if (parsed.hasHighS()) return undefined;
      const key = parsed.addRecoveryBit(v).recoverPublicKey(digest).toBytes(false);
      return `0x${hex(keccak_256(key.subarray(1)).subarray(12))}`;
    } catch {
      return undefined; // r or s out of range, or no point of the curve
    }
  },
};
