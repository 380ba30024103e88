import { SigningKey, type TypedDataField, Wallet } from "ethers";
import type { Deployment } from "#scripts/deploy.ts";
import { id } from "./chain.ts";

const field = (name: string, type: string): TypedDataField => ({ name, type });
const types = {
  Head: [field("logId", "bytes32"), field("size", "uint64"), field("root", "bytes32")],
  Heartbeat: [field("logId", "bytes32"), field("index", "uint64"), field("beat", "uint64")],
  Freeze: [field("logId", "bytes32"), field("size", "uint64"), field("root", "bytes32")],
};
export type Signed = keyof typeof types;

/** Witnesses with keys that are the same in every run, by ascending address. */
export const witnesses = (count: number): Wallet[] =>
  Array.from({ length: count }, (_, n) => new Wallet(new SigningKey(id(`key of witness ${n}`)))).sort((a, b) =>
    a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1,
  );

/** What each of `signers` signs for the contract, as ethers does it. */
export function cosign(
  deployment: Pick<Deployment, "chainId" | "contracts">,
  signers: readonly Wallet[],
  what: Signed,
  message: Readonly<Record<string, string | number>>,
): Promise<string[]> {
  const domain = {
    name: "Liangji LogAnchor",
    version: "1",
    chainId: deployment.chainId,
    verifyingContract: deployment.contracts.LogAnchor,
  };
  return Promise.all(signers.map((signer) => signer.signTypedData(domain, { [what]: types[what] }, message)));
}
