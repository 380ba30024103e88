import { CREDENTIALS_V2, type Frame } from "./frame.ts";
import type { Unsigned } from "./proof.ts";

export const purposes = ["revocation", "suspension"] as const;
export type Purpose = (typeof purposes)[number];

/** Bitstring Status List §4.2: at least 131,072 entries, so that which one was asked for tells nothing. */
export const LIST_BITS = 131_072;

export const listUrl = ({ url }: Frame, purpose: Purpose, list: number): string =>
  `${url}/status-lists/${purpose}-${list}`;

/** Where a certificate's bits are. `place` counts certificates in the order in which they were issued on the chain. */
export const statusEntries = (frame: Frame, place: number): readonly object[] =>
  purposes.map((purpose) => {
    const statusListCredential = listUrl(frame, purpose, Math.floor(place / LIST_BITS));
    const statusListIndex = String(place % LIST_BITS);
    return {
      id: `${statusListCredential}#${statusListIndex}`,
      type: "BitstringStatusListEntry",
      statusPurpose: purpose,
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
  purpose: Purpose,
  list: number,
  encodedList: string,
  validFrom: string,
): Unsigned => ({
  "@context": [CREDENTIALS_V2],
  type: ["VerifiableCredential", "BitstringStatusListCredential"],
  id: listUrl(frame, purpose, list),
  issuer: frame.did,
  validFrom,
  credentialSubject: {
    id: `${listUrl(frame, purpose, list)}#list`,
    type: "BitstringStatusList",
    statusPurpose: purpose,
    encodedList,
  },
});
