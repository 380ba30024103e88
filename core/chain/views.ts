import type { Policy } from "../evidence/policy.ts";

type Contract = keyof Policy["chain"]["contracts"];
type View = { readonly contract: Contract; readonly selector: string };
const view = (contract: Contract, selector: string): View => ({ contract, selector });

/** The contract views a verdict needs. Selectors are written out so that a phone loads no keccak; a test compares them with the contracts'. */
export const views = {
  headOf: view("LogAnchor", "65c7d79d"),
  mintOf: view("LabelMint", "e4818bd6"),
  labelState: view("LabelMint", "9fd880a4"),
  batchOf: view("BatchLedger", "aee05732"),
  sourcesOf: view("BatchLedger", "a2375cfc"),
  plotsOf: view("BatchLedger", "3092d7c2"),
  capacityOf: view("BatchLedger", "94d643f6"),
  conversionOf: view("BatchLedger", "5152bef6"),
  certificateOf: view("CertificateRegistry", "27027589"),
  statusAt: view("CertificateRegistry", "ee5789a7"),
  usedOf: view("CertificateRegistry", "b9baec8d"),
  volumeOf: view("CertificateRegistry", "6d3c33b7"),
  keyAt: view("ActorRegistry", "3a9e358a"),
} as const satisfies Record<string, View>;
export type ViewName = keyof typeof views;

/** keccak256("HeadAnchored(bytes32,uint64,uint64,bytes32,uint64)"). */
export const HEAD_ANCHORED = "3857cfce5ca0c0bd3a0a62cf4d591377f35db747f9e4f6c95ba01ff95ae13c1f";
