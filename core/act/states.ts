/** CertificateRegistry's status numbers, in the contract's order (domain §2.6). */
export const certificateStates = ["none", "in-force", "suspended", "withdrawn", "cancelled", "expired"] as const;

/** LabelMint's causes of voiding: spoiled before activation, returned after it, void at any time. */
export const voidCauses = { spoiled: 1, returned: 2, void: 3 } as const;
export type VoidCause = keyof typeof voidCauses;

/** Bits of ActorRegistry roles, in the contract's order. */
export const roleBits = {
  operator: 1,
  accreditor: 2,
  certifier: 4,
  laboratory: 8,
  grower: 16,
  factory: 32,
  packer: 64,
  regulator: 128,
} as const;
