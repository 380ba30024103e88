import { keccak_256 } from "@noble/hashes/sha3.js";
import { hex, utf8 } from "../bytes.ts";
import { typedDataHash } from "./eip712.ts";

export type ContractName =
  | "ActorRegistry"
  | "CertificateRegistry"
  | "RecognitionRegistry"
  | "BatchLedger"
  | "LabelMint";
export type Field = { readonly name: string; readonly type: string };
export type ActSpec = { readonly contract: ContractName; readonly function: string; readonly fields: readonly Field[] };
export type ActValue = string | number | boolean | readonly string[] | readonly number[];
export type ActMessage = Readonly<Record<string, ActValue>>;

const fields = (text: string): Field[] =>
  text.split(", ").map((field) => {
    const [type = "", name = ""] = field.split(" ");
    return { name, type };
  });
const act = (contract: ContractName, verb: string, own: string): ActSpec => ({
  contract,
  function: verb,
  fields: fields(`bytes32 actor, ${own}, uint256 nonce, uint64 deadline`),
});

/** Every act a person can sign for the chain (docs/spec/acts.md): EIP-712 struct name → where it goes and what is in it. */
export const acts = {
  Admit: act("ActorRegistry", "admit", "bytes32 subject, bytes signer, uint32 roles, uint64 validFrom, uint64 validTo"),
  Rotate: act("ActorRegistry", "rotate", "bytes signer"),
  Revoke: act("ActorRegistry", "revoke", "bytes32 subject, string reason"),
  ReleaseVerifier: act("ActorRegistry", "releaseVerifier", "bytes32 verifierHash, bytes32 documentHash"),
  Accredit: act(
    "CertificateRegistry",
    "accredit",
    "bytes32 body, bytes32 scheme, bytes32[] products, uint64 validFrom, uint64 validTo, bytes32 documentHash",
  ),
  SetAccreditation: act(
    "CertificateRegistry",
    "setAccreditation",
    "bytes32 body, bytes32 scheme, bool suspended, string reason",
  ),
  Issue: act(
    "CertificateRegistry",
    "issue",
    "bytes32 certificate, bytes32 holder, bytes32 scheme, bytes32[] products, uint64[] volumes, bytes32[] plots, uint64 validFrom, uint64 validTo, bytes32 documentHash",
  ),
  Renew: act(
    "CertificateRegistry",
    "renew",
    "bytes32 certificate, bytes32[] products, uint64[] volumes, bytes32[] plots, uint64 validTo, bytes32 documentHash, string reason",
  ),
  ReduceScope: act(
    "CertificateRegistry",
    "reduceScope",
    "bytes32 certificate, bytes32[] products, uint64[] volumes, bytes32[] plots, bytes32 documentHash, string reason",
  ),
  CertifySale: act(
    "CertificateRegistry",
    "certifySale",
    "bytes32 sale, bytes32 certificate, bytes32 batch, bytes32 buyer, uint64 grams, uint64 tradeAt, bytes32 documentHash",
  ),
  ReturnSale: act("CertificateRegistry", "returnSale", "bytes32 sale, uint64 grams, string reason"),
  SetStatus: act("CertificateRegistry", "setStatus", "bytes32 certificate, uint8 status, string reason"),
  Recognise: act(
    "RecognitionRegistry",
    "recognise",
    "bytes32 recognition, bytes32 fromScheme, bytes32 toScheme, uint64 validFrom, uint64 validTo, bytes32 termsHash",
  ),
  SetRecognition: act("RecognitionRegistry", "setRecognition", "bytes32 recognition, uint8 status, string reason"),
  SetCapacity: act(
    "BatchLedger",
    "setCapacity",
    "bytes32 plot, uint32 season, bytes32 holder, uint64 grams, bytes32 surveyHash",
  ),
  SetConversion: act(
    "BatchLedger",
    "setConversion",
    "bytes32 fromProduct, bytes32 toProduct, uint32 numerator, uint32 denominator, bytes32 sourceHash",
  ),
  OpenBatch: act("BatchLedger", "openBatch", "bytes32 batch, bytes32 product, uint32 season"),
  DrawPlot: act("BatchLedger", "drawPlot", "bytes32 batch, bytes32 plot, uint64 grams"),
  DrawBatch: act(
    "BatchLedger",
    "drawBatch",
    "bytes32 source, bytes32 batch, uint64 gramsIn, uint64 gramsOut, bytes32 certificate",
  ),
  CloseBatch: act(
    "BatchLedger",
    "closeBatch",
    "bytes32 batch, bytes32 provenanceRoot, uint64 entryCount, bytes32 nextHolder",
  ),
  OfferBatch: act("BatchLedger", "offerBatch", "bytes32 batch, bytes32 nextHolder"),
  AcceptBatch: act("BatchLedger", "acceptBatch", "bytes32 batch, uint64 grams"),
  RejectBatch: act("BatchLedger", "rejectBatch", "bytes32 batch, string reason"),
  WriteOff: act("BatchLedger", "writeOff", "bytes32 batch, uint8 cause, uint64 grams, string reason"),
  OfferQuota: act("BatchLedger", "offerQuota", "bytes32 plot, uint32 season, bytes32 to, uint64 grams"),
  TakeQuota: act("BatchLedger", "takeQuota", "bytes32 plot, uint32 season, bytes32 from, uint64 grams"),
  Recall: act("BatchLedger", "recall", "bytes32 batch, string reason"),
  Mint: act(
    "LabelMint",
    "mint",
    "bytes32 batch, bytes32 labelRoot, bytes32 hiddenRoot, uint32 count, uint32 unitGrams",
  ),
  Activate: act("LabelMint", "activate", "bytes32 labelRoot"),
  VoidLabels: act("LabelMint", "voidLabels", "bytes32 labelRoot, uint32[] indexes, uint8 cause, string reason"),
} as const satisfies Record<string, ActSpec>;
export type ActName = keyof typeof acts;
export const isActName = (name: string): name is ActName => Object.hasOwn(acts, name);

export type Deployment = { readonly chainId: number; readonly contracts: Readonly<Record<ContractName, string>> };

/** The 32 bytes an actor signs for an act: EIP-712 with the receiving contract in the domain. */
export function actDigest(deployment: Deployment, name: ActName, message: ActMessage): Uint8Array {
  const { contract, fields } = acts[name];
  const domain = {
    name: "Liangji",
    version: "1",
    chainId: deployment.chainId,
    verifyingContract: deployment.contracts[contract],
  };
  return typedDataHash(domain, { primaryType: name, fields }, message);
}

/** ERC-7913 signer bytes of a WebCrypto P-256 key: verifier(20) ‖ x(32) ‖ y(32). `publicKey` is 04‖x‖y. */
export const p256Signer = (verifier: string, publicKey: Uint8Array): string =>
  `${verifier.toLowerCase()}${hex(publicKey.subarray(1))}`;

/** First four bytes of keccak256 of a function's signature, as hex without 0x. */
export const selector = (signature: string): string => hex(keccak_256(utf8(signature)).subarray(0, 4));
