import type { Context } from "../context.ts";
import type { ContractName } from "./contracts.ts";

/** The nonce that an actor's next act on a contract must carry. `actor` is 0x and the hash of its id. */
export async function nextNonce(
  { provider, interfaces, policy }: Pick<Context, "provider" | "interfaces" | "policy">,
  contract: Exclude<ContractName, "LogAnchor">,
  actor: string,
): Promise<bigint> {
  const abi = interfaces[contract];
  const answer = await provider.call({
    to: policy.chain.contracts[contract],
    data: abi.encodeFunctionData("nonces", [actor]),
  });
  return BigInt(String(abi.decodeFunctionResult("nonces", answer)[0]));
}
