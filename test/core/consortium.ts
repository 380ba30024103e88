import { qbftHeader, sealHeader, type Validator, validatorOf } from "#backend/chain/seal.ts";
import { scalar } from "#core/ethereum/rlp.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";

/** Validators of a chain that a test makes up, sorted by address. */
export const consortium = (count: number): readonly Validator[] =>
  Array.from({ length: count }, (_, n) => validatorOf(new Uint8Array(32).fill(n + 1))).sort((a, b) =>
    a.address < b.address ? -1 : 1,
  );
export const addressesOf = (validators: readonly Validator[]): readonly string[] =>
  validators.map(({ address }) => address);

type Block = {
  readonly number?: number;
  readonly timestamp?: number;
  readonly stateRoot?: Uint8Array;
  readonly receiptsRoot?: Uint8Array;
  readonly round?: number;
};

/** A block header as `validators` agree on it, with the seals of `signers`. */
export function sealedBlock(
  validators: readonly Validator[],
  signers: readonly Validator[],
  block: Block = {},
): Uint8Array {
  const { number = 7, timestamp = 1_770_000_000, round = 0 } = block;
  const zero = (length: number) => new Uint8Array(length);
  const root = nobleEthereum.keccak256(zero(1));
  const fields = [
    zero(32),
    zero(32),
    zero(20),
    block.stateRoot ?? root,
    root,
    block.receiptsRoot ?? root,
    zero(256),
    scalar(1),
    scalar(number),
    scalar(30_000_000),
    scalar(21_000),
    scalar(timestamp),
    zero(0),
    zero(32),
    zero(8),
  ];
  return sealHeader(qbftHeader(fields, addressesOf(validators), round), signers);
}
