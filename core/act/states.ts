/** CertificateRegistry's status numbers, in the contract's order (domain §2.6). */
export const certificateStates = ["none", "in-force", "suspended", "withdrawn", "cancelled", "expired"] as const;

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
