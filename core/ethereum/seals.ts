import { hex } from "../bytes.ts";
import { Refusal } from "../refusal.ts";
import type { EthereumCrypto } from "./crypto.ts";
import { type Header, parseHeader } from "./header.ts";
import { blockHash, ISTANBUL_MIX_HASH, parseExtra, type QbftExtra, sealDigest } from "./qbft.ts";

/** Addresses, 0x and lower-case. */
export type Validators = readonly string[];
export type SealedBlock = {
  readonly header: Header;
  readonly hash: Uint8Array;
  /** How many of the validators trusted at this block sealed it. */
  readonly seals: { readonly signed: number; readonly of: number };
  /** Whom to trust for the blocks after it. */
  readonly validators: Validators;
};

/** Two thirds, rounded up: more than QBFT's liveness needs is never asked, less is never enough (GoQuorum itself takes less). */
export const quorumOf = (validators: number): number => Math.ceil((2 * validators) / 3);

/**
 * Follows headers, oldest first, from the pinned validators to the last block. Each header must carry seals
 * - distinct, and all of validators that it lists itself,
 * - of at least quorumOf(trusted) of the validators trusted so far,
 * - and, where its list differs from those, of at least quorumOf(list) of the list: from then on the list is trusted.
 * A header without a list (a contract chooses) changes nothing. Refuses with `header-malformed`, `header-order`, `seal-wrong`
 * or `seals-too-few`.
 */
export function followHeaders(crypto: EthereumCrypto, headers: readonly Uint8Array[], pinned: Validators): SealedBlock {
  let last: SealedBlock | undefined;
  for (const bytes of headers) {
    const block = verifySeals(crypto, parseHeader(bytes), last?.validators ?? pinned);
    if (last && (block.header.number <= last.header.number || block.header.timestamp < last.header.timestamp))
      throw new Refusal("header-order", { number: block.header.number, previous: last.header.number });
    last = block;
  }
  if (!last) throw new Refusal("header-malformed", { headers: 0 });
  return last;
}

/** One step of followHeaders. */
export function verifySeals(crypto: EthereumCrypto, header: Header, trusted: Validators): SealedBlock {
  const extra = parseExtra(header.extraData);
  if (hex(header.mixHash) !== ISTANBUL_MIX_HASH)
    throw new Refusal("header-malformed", { mixHash: hex(header.mixHash) });
  const own = listOf(extra);
  const members = own.length > 0 ? own : trusted;
  const signers = signersOf(crypto, header, extra, members);
  const signed = signers.filter((signer) => trusted.includes(signer)).length;
  requireQuorum(signed, trusted.length, header.number);
  const isSame = members.length === trusted.length && members.every((member) => trusted.includes(member));
  if (!isSame) requireQuorum(signers.length, members.length, header.number);
  return {
    header,
    hash: blockHash(crypto.keccak256, header, extra),
    seals: { signed, of: trusted.length },
    validators: members,
  };
}

function listOf({ validators }: QbftExtra): Validators {
  const list = validators.map((validator) => `0x${hex(validator)}`);
  if (list.some((one, at) => at > 0 && one <= (list[at - 1] ?? "")))
    throw new Refusal("header-malformed", { list: list.length });
  return list;
}

function signersOf(crypto: EthereumCrypto, header: Header, extra: QbftExtra, members: Validators): Validators {
  const digest = sealDigest(crypto.keccak256, header, extra);
  const signers: string[] = [];
  extra.seals.forEach((seal, position) => {
    const signer = crypto.recoverAddress(digest, seal);
    if (signer === undefined || !members.includes(signer) || signers.includes(signer))
      throw new Refusal("seal-wrong", { number: header.number, position, signer: signer ?? "" });
    signers.push(signer);
  });
  return signers;
}

function requireQuorum(signed: number, of: number, number: number): void {
  // An empty set would need no seal at all.
  if (of === 0 || signed < quorumOf(of))
    throw new Refusal("seals-too-few", { number, signed, of, needed: quorumOf(of) });
}
