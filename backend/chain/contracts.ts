import { readFileSync } from "node:fs";
import { Interface, type InterfaceAbi } from "ethers";

export const contractNames = [
  "ActorRegistry",
  "LogAnchor",
  "CertificateRegistry",
  "RecognitionRegistry",
  "BatchLedger",
  "LabelMint",
] as const;
export type ContractName = (typeof contractNames)[number];
/** Addresses in lower case; the verifier is no contract that we call, readers only recognise its keys by it. */
export type Deployment = {
  readonly chainId: number;
  readonly startBlock: number;
  readonly contracts: Readonly<Record<ContractName | "WebCryptoP256Verifier", string>>;
};

const ARTIFACTS = new URL("../../.out/artifacts/contracts/", import.meta.url);

/** The contracts' interfaces as `npx hardhat build` wrote them. */
export function readInterfaces(): Readonly<Record<ContractName, Interface>> {
  const read = (name: ContractName): Interface => {
    const { abi } = JSON.parse(readFileSync(new URL(`${name}.sol/${name}.json`, ARTIFACTS), "utf8")) as {
      abi: InterfaceAbi;
    };
    return new Interface(abi);
  };
  return {
    ActorRegistry: read("ActorRegistry"),
    LogAnchor: read("LogAnchor"),
    CertificateRegistry: read("CertificateRegistry"),
    RecognitionRegistry: read("RecognitionRegistry"),
    BatchLedger: read("BatchLedger"),
    LabelMint: read("LabelMint"),
  };
}
