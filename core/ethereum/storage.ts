import type { Hash } from "../crypto.ts";
import { bytesFrom, decodeRlp, listFrom } from "./rlp.ts";
import { readTrie } from "./trie.ts";

/** The root of an account's storage, proven under a state root; undefined when there is no such account. `address` has 20 bytes. */
export function storageRootOf(
  keccak256: Hash,
  stateRoot: Uint8Array,
  address: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array | undefined {
  const account = readTrie(keccak256, stateRoot, keccak256(address), proof);
  return account && bytesFrom(listFrom(decodeRlp(account), 4)[2], 32);
}

/** The 32 bytes in a storage slot, zeros when the nodes prove that nothing is there. `slot` has 32 bytes. */
export function readSlot(
  keccak256: Hash,
  storageRoot: Uint8Array,
  slot: Uint8Array,
  proof: readonly Uint8Array[],
): Uint8Array {
  const word = new Uint8Array(32);
  const stored = readTrie(keccak256, storageRoot, keccak256(slot), proof);
  if (stored) {
    const value = bytesFrom(decodeRlp(stored));
    word.set(value, 32 - value.length);
  }
  return word;
}
