import { CREDENTIALS_V2, type Frame } from "./frame.ts";
import type { Unsigned } from "./proof.ts";

/** The lists by name: what a set bit means, and of which credentials. */
export const lists = {
  revocation: "revocation",
  suspension: "suspension",
  commitments: "revocation",
  reports: "revocation",
} as const;
export const listNames = Object.keys(lists) as (keyof typeof lists)[];
export type ListName = keyof typeof lists;

/** Bitstring Status List §4.2: at least 131,072 entries, so that which one was asked for tells nothing. */
export const LIST_BITS = 131_072;

const listUrl = ({ url }: Frame, name: ListName, list: number): string => `${url}/status-lists/${name}-${list}`;

/**
 * Where a credential's bits are. `place` never moves: of a certificate it counts certificates in the order in which they were issued
 * on the chain, of a 合格证 or a test report it is the line of the log.
 */
export const statusEntries = (frame: Frame, names: readonly ListName[], place: number): readonly object[] =>
  names.map((name) => {
    const statusListCredential = listUrl(frame, name, Math.floor(place / LIST_BITS));
    const statusListIndex = String(place % LIST_BITS);
    return {
      id: `${statusListCredential}#${statusListIndex}`,
      type: "BitstringStatusListEntry",
      statusPurpose: lists[name],
      statusListIndex,
      statusListCredential,
    };
  });

/** §3.2: the first entry is the left-most bit of the first byte. */
export function bitsOf(set: readonly number[]): Uint8Array {
  const bits = new Uint8Array(LIST_BITS / 8);
  for (const place of set) bits[place >> 3] = (bits[place >> 3] ?? 0) | (0x80 >> (place & 7));
  return bits;
}

/** @param encodedList  "u" and base64url of the GZIP-compressed bits (§3.2). */
export const statusListCredential = (
  frame: Frame,
  name: ListName,
  list: number,
  encodedList: string,
  validFrom: string,
): Unsigned => ({
  "@context": [CREDENTIALS_V2],
  type: ["VerifiableCredential", "BitstringStatusListCredential"],
  id: listUrl(frame, name, list),
  issuer: frame.did,
  validFrom,
  credentialSubject: {
    id: `${listUrl(frame, name, list)}#list`,
    type: "BitstringStatusList",
    statusPurpose: lists[name],
    encodedList,
  },
});
