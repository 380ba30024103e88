import type { JsonRpcProvider } from "ethers";

/** What a transaction offers for gas, in wei: with a base fee (EIP-1559), or without. */
export type Fees =
  | { readonly type: 2; readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint }
  | { readonly type: 0; readonly gasPrice: bigint };

export async function currentFees(provider: JsonRpcProvider): Promise<Fees> {
  const { gasPrice, maxFeePerGas, maxPriorityFeePerGas } = await provider.getFeeData();
  return maxFeePerGas !== null && maxPriorityFeePerGas !== null
    ? { type: 2, maxFeePerGas, maxPriorityFeePerGas }
    : { type: 0, gasPrice: gasPrice ?? 0n };
}

// Nodes ask for a tenth more before they replace a transaction; a quarter reaches any fee in few steps.
const more = (wei: bigint): bigint => (wei * 5n) / 4n + 1n;

/** Enough for a node to take it in place of the same nonce's earlier transaction. */
export const raised = (fees: Fees): Fees =>
  fees.type === 2
    ? { type: 2, maxFeePerGas: more(fees.maxFeePerGas), maxPriorityFeePerGas: more(fees.maxPriorityFeePerGas) }
    : { type: 0, gasPrice: more(fees.gasPrice) };

const MOST_TIMES = 16n;
/** Whether an offer stays within what a stuck transaction may come to cost: on a chain whose gas is free, nothing. */
export const isBearable = (fees: Fees, current: Fees): boolean => offer(fees) <= MOST_TIMES * offer(current);
/** The dearer of two offers. */
export const dearer = (one: Fees, other: Fees): Fees => (offer(one) >= offer(other) ? one : other);
const offer = (fees: Fees): bigint => (fees.type === 2 ? fees.maxFeePerGas : fees.gasPrice);
