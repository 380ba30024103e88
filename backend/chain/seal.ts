import { getBytes, SigningKey } from "ethers";
import { concat, fromHex, hex } from "#core/bytes.ts";
import { type Header, parseHeader } from "#core/ethereum/header.ts";
import {
  blockHash,
  encodeExtra,
  ISTANBUL_MIX_HASH,
  parseExtra,
  type QbftExtra,
  sealDigest,
} from "#core/ethereum/qbft.ts";
import { encodeRlp, scalar } from "#core/ethereum/rlp.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";

const { keccak256 } = nobleEthereum;
const [DIFFICULTY, EXTRA_DATA, MIX_HASH, NONCE] = [7, 12, 13, 14];

/** Someone who seals blocks. */
export type Validator = {
  /** 0x and 40 lower-case digits. */
  readonly address: string;
  /** r‖s‖v, the same for the same digest (RFC 6979). */
  readonly sign: (digest: Uint8Array) => Uint8Array;
};

export function validatorOf(secret: Uint8Array): Validator {
  const key = new SigningKey(secret);
  const publicKey = getBytes(key.publicKey).subarray(1);
  return {
    address: `0x${hex(keccak256(publicKey).subarray(12))}`,
    sign: (digest) => {
      const { r, s, yParity } = key.sign(digest);
      return concat(getBytes(r), getBytes(s), Uint8Array.of(yParity));
    },
  };
}

/** Makes any header one of a QBFT chain whose blocks these validators, sorted by address, may seal; nobody has yet. */
export function qbftHeader(fields: readonly Uint8Array[], validators: readonly string[], round = 0): Header {
  const extra = {
    vanity: new Uint8Array(32),
    validators: validators.map((address) => fromHex(address.slice(2))),
    round,
    seals: [],
  };
  return parseHeader(
    encodeRlp(
      fields
        .with(DIFFICULTY, scalar(1))
        .with(EXTRA_DATA, encodeExtra(extra))
        .with(MIX_HASH, fromHex(ISTANBUL_MIX_HASH))
        .with(NONCE, new Uint8Array(8)),
    ),
  );
}

/** The header with these seals, in RLP. */
export function sealHeader(header: Header, signers: readonly Validator[]): Uint8Array {
  const extra: QbftExtra = parseExtra(header.extraData);
  const digest = sealDigest(keccak256, header, extra);
  const seals = signers.map(({ sign }) => sign(digest));
  return encodeRlp(header.fields.with(EXTRA_DATA, encodeExtra({ ...extra, seals })));
}

export const hashOfQbft = (header: Header): Uint8Array => blockHash(keccak256, header, parseExtra(header.extraData));
