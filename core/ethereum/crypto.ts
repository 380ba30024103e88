import type { Hash } from "../crypto.ts";

/** What proofs from an Ethereum chain need beside core/crypto.ts; its noble form is core/noble-ethereum.ts. */
export type EthereumCrypto = {
  readonly keccak256: Hash;
  /** The address (0x and 40 lower-case digits) whose key made `signature`, r‖s‖v with v 0 or 1 and low s; undefined when it is nobody's. */
  readonly recoverAddress: (digest: Uint8Array, signature: Uint8Array) => string | undefined;
};
