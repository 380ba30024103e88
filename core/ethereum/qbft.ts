import { hex } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { type Header, hashHeader } from "./header.ts";
import { bytesFrom, decodeRlp, encodeRlp, listFrom, numberFrom, type Rlp, scalar } from "./rlp.ts";

/** What QBFT keeps in a header's extra data, as Besu's QbftExtraDataCodec writes it. */
export type QbftExtra = {
  readonly vanity: Uint8Array;
  /** 20 bytes each: who may seal this block. Empty where a contract chooses them. */
  readonly validators: readonly Uint8Array[];
  /** For or against a validator; it changes nothing before it has a majority. */
  readonly vote?: { readonly validator: Uint8Array; readonly add: boolean };
  readonly round: number;
  /** r‖s‖v, v 0 or 1. */
  readonly seals: readonly Uint8Array[];
};

/** What the mix hash of every block of the Istanbul family is. */
export const ISTANBUL_MIX_HASH = "63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";
const MOST_VALIDATORS = 64;
const MOST_ROUND = 0xffff_ffff;
const ADD = 0xff;

/** Refuses with `rlp-malformed`, or with `header-malformed` when it is not QBFT's. */
export function parseExtra(bytes: Uint8Array): QbftExtra {
  const [vanity, validators, vote, round, seals] = listFrom(decodeRlp(bytes), 5);
  const extra = {
    vanity: bytesFrom(vanity),
    validators: listFrom(validators).map((one) => bytesFrom(one, 20)),
    ...voteFrom(listFrom(vote)),
    round: numberFrom(round),
    seals: listFrom(seals).map((one) => bytesFrom(one, 65)),
  };
  if (
    extra.vanity.length > 32 ||
    extra.round > MOST_ROUND ||
    Math.max(extra.validators.length, extra.seals.length) > MOST_VALIDATORS
  )
    throw new Refusal("header-malformed", { validators: extra.validators.length, seals: extra.seals.length });
  return extra;
}

function voteFrom(vote: readonly Rlp[]): Pick<QbftExtra, "vote"> {
  if (vote.length === 0) return {};
  const [validator, kind] = listFrom(vote, 2);
  const add = bytesFrom(kind);
  if (add.length > 1 || (add[0] ?? ADD) !== ADD) throw new Refusal("header-malformed", { vote: hex(add) });
  return { vote: { validator: bytesFrom(validator, 20), add: add.length === 1 } };
}

export const encodeExtra = ({ vanity, validators, vote, round, seals }: QbftExtra): Uint8Array =>
  encodeRlp([
    vanity,
    validators,
    vote ? [vote.validator, vote.add ? Uint8Array.of(ADD) : Uint8Array.of()] : [],
    scalar(round),
    seals,
  ]);

/** What validators seal: the header without seals, with its round. */
export const sealDigest = (keccak256: Hash, header: Header, extra: QbftExtra): Uint8Array =>
  hashHeader(keccak256, header, encodeExtra({ ...extra, seals: [] }));

/** What the block is called: the header without seals, as if of round 0, so that it does not depend on who sealed it. */
export const blockHash = (keccak256: Hash, header: Header, extra: QbftExtra): Uint8Array =>
  hashHeader(keccak256, header, encodeExtra({ ...extra, seals: [], round: 0 }));
