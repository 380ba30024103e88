/** The ways to learn what the chain holds: nodes that agree (core/chain/ask.ts), or a proof under a sealed block (core/anchor/verify.ts). */
export const drivers = ["rpc-agreement", "storage-proof", "receipt-proof"] as const;
export type Driver = (typeof drivers)[number];
