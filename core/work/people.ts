import { p256Signer } from "../act/acts.ts";
import { chainId32 } from "../act/id.ts";
import { roleBits } from "../act/states.ts";
import { base64url } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import type { ActorAdmitted } from "../statement/admission.ts";
import type { Role } from "../statement/fields.ts";
import { act, entry, type Step } from "./task.ts";

export type Admission = {
  readonly subject: string;
  readonly name: ActorAdmitted["name"];
  readonly roles: readonly Role[];
  /** 04‖x‖y */
  readonly publicKey: Uint8Array;
  readonly place?: ActorAdmitted["name"];
  /** Address of the ERC-7913 verifier for WebCrypto keys. */
  readonly verifier: string;
  /** Seconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
  readonly occurredAt: string;
};

/** Admits an actor: first on the chain, so that its key is valid before its first entry, then in words in the log. */
export function admit(sha256: Hash, a: Admission): readonly Step[] {
  const roles = a.roles.reduce((bits, role) => bits | roleBits[role], 0);
  return [
    act("Admit", {
      subject: chainId32(sha256, a.subject),
      signer: p256Signer(a.verifier, a.publicKey),
      roles,
      validFrom: a.validFrom,
      validTo: a.validTo,
    }),
    entry({
      type: "liangji:ActorAdmitted",
      occurredAt: a.occurredAt,
      subject: a.subject,
      name: a.name,
      roles: [...a.roles],
      publicKey: base64url(a.publicKey),
      ...(a.place && { place: a.place }),
    }),
  ];
}

/** Accredits a body for a scheme and products, from and to in seconds; `documentHash` is of the accreditation certificate. */
export const accredit = (
  sha256: Hash,
  a: {
    readonly body: string;
    readonly scheme: string;
    readonly products: readonly string[];
    readonly validFrom: number;
    readonly validTo: number;
    readonly documentHash: string;
  },
): readonly Step[] => [
  act("Accredit", {
    body: chainId32(sha256, a.body),
    scheme: chainId32(sha256, a.scheme),
    products: a.products.map((product) => chainId32(sha256, product)),
    validFrom: a.validFrom,
    validTo: a.validTo,
    documentHash: `0x${a.documentHash}`,
  }),
];

/** Suspends an accreditation, or restores it. */
export const setAccreditation = (
  sha256: Hash,
  a: { readonly body: string; readonly scheme: string; readonly suspended: boolean; readonly reason: string },
): readonly Step[] => [
  act("SetAccreditation", {
    body: chainId32(sha256, a.body),
    scheme: chainId32(sha256, a.scheme),
    suspended: a.suspended,
    reason: a.reason,
  }),
];
