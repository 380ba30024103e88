import type { Hash } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { bytesFrom, decodeRlp, encodeRlp, listFrom, numberFrom } from "./rlp.ts";

/** A block header (Yellow Paper §4.4, EIP-1559, 4895, 4844, 4788, 7685). */
export type Header = {
  /** Every field as it stands in the header, in order. */
  readonly fields: readonly Uint8Array[];
  readonly stateRoot: Uint8Array;
  readonly receiptsRoot: Uint8Array;
  readonly number: number;
  /** Seconds since 1970 on Ethereum and Besu. */
  readonly timestamp: number;
  readonly extraData: Uint8Array;
  readonly mixHash: Uint8Array;
};

const NUMBER = -1;
const ANY = -2;
/** The length of each field; parent, ommers, beneficiary, state, transactions, receipts, bloom, then from difficulty on. */
const widths = [
  32,
  32,
  20,
  32,
  32,
  32,
  256,
  NUMBER,
  NUMBER,
  NUMBER,
  NUMBER,
  NUMBER,
  ANY,
  32,
  8,
  NUMBER,
  32,
  NUMBER,
  NUMBER,
  32,
  32,
] as const;
/** Frontier, London, Shanghai, Cancun, Prague. */
const counts: readonly number[] = [15, 16, 17, 20, 21];
const EXTRA_DATA = 12;
const MOST_DIGITS = 32;

/** Refuses with `rlp-malformed`, or with `header-malformed` when the fields are not a header's. */
export function parseHeader(bytes: Uint8Array): Header {
  const fields = listFrom(decodeRlp(bytes)).map((field) => bytesFrom(field));
  const at = (n: number): Uint8Array => fields[n] ?? Uint8Array.of();
  if (!counts.includes(fields.length)) throw new Refusal("header-malformed", { fields: fields.length });
  fields.forEach((field, n) => {
    const width = widths[n];
    const fits =
      width === NUMBER ? field.length <= MOST_DIGITS && field[0] !== 0 : width === ANY || field.length === width;
    if (!fits) throw new Refusal("header-malformed", { field: n });
  });
  return {
    fields,
    stateRoot: at(3),
    receiptsRoot: at(5),
    number: numberFrom(at(8)),
    timestamp: numberFrom(at(11)),
    extraData: at(EXTRA_DATA),
    mixHash: at(13),
  };
}

/** keccak-256 of the header, with other extra data if given: what consensus rules sign and name is the header with part of it left out. */
export const hashHeader = (keccak256: Hash, { fields }: Header, extraData?: Uint8Array): Uint8Array =>
  keccak256(encodeRlp(extraData ? fields.with(EXTRA_DATA, extraData) : fields));
