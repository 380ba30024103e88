import { type ErrorDescription, type Interface, isError } from "ethers";
import { type Facts, Refusal } from "#core/refusal.ts";
import type { RefusalCode } from "#core/refusals.ts";
import { type ContractName, contractNames } from "./contracts.ts";

/** 32-byte hash (hex without 0x) → the id people know, where it is known. */
export type NameOf = (hash: string) => string;
type Rule = { readonly code: RefusalCode; readonly facts?: Readonly<Record<string, string>> };

/** Solidity error → our code, and which of its arguments become facts under which name. Anything else is `act-refused`. */
const rules: Readonly<Record<string, Rule>> = {
  ActExpired: { code: "act-expired" },
  NonceMismatch: { code: "act-nonce", facts: { expected: "expected", given: "given" } },
  RoleMissing: { code: "act-not-permitted" },
  SignatureWrong: { code: "act-signature-wrong" },
  NotHolder: { code: "not-holder", facts: { thing: "batch", actor: "actor" } },
  NotBatchHolder: { code: "not-holder", facts: { thing: "batch", actor: "actor" } },
  NotNextHolder: { code: "not-offered", facts: { thing: "batch", actor: "actor" } },
  QuotaNotOffered: { code: "not-offered", facts: { thing: "plot", actor: "to" } },
  NotPlotHolder: { code: "not-holder", facts: { thing: "plot", actor: "actor" } },
  NotPacker: { code: "not-holder", facts: { thing: "labelRoot", actor: "actor" } },
  NotBody: { code: "not-holder", facts: { thing: "certificate", actor: "actor" } },
  CapacityExceeded: {
    code: "capacity-exceeded",
    facts: { plot: "plot", season: "season", requested: "requested", left: "left" },
  },
  CapacityBelowUsed: {
    code: "capacity-below-used",
    facts: { plot: "plot", season: "season", requested: "requested", used: "used" },
  },
  CertificateVolumeExceeded: {
    code: "certificate-volume",
    facts: { certificate: "certificate", requested: "requested", left: "left" },
  },
  CertificateNotInForce: { code: "certificate-not-in-force", facts: { certificate: "certificate" } },
  CertificateScopeExceeded: { code: "certificate-out-of-scope", facts: { certificate: "certificate" } },
  CertificateOfAnother: { code: "certificate-of-another", facts: { certificate: "certificate", holder: "holder" } },
  CertificateFinal: { code: "certificate-final", facts: { certificate: "certificate" } },
  ConversionExceeded: {
    code: "yield-implausible",
    facts: { gramsIn: "gramsIn", gramsOut: "gramsOut", ceiling: "ceiling" },
  },
  CauseNotPossible: { code: "label-cause" },
  AlreadyVoid: { code: "label-void-already", facts: { index: "index" } },
  BatchMassExceeded: { code: "batch-mass-exceeded", facts: { batch: "batch", requested: "requested", left: "left" } },
  BatchUnknown: { code: "batch-unknown", facts: { batch: "batch" } },
  BatchNotOpen: { code: "batch-not-open", facts: { batch: "batch" } },
  BatchNotClosed: { code: "batch-not-closed", facts: { batch: "batch" } },
  BatchRecalled: { code: "batch-recalled", facts: { batch: "batch" } },
  AlreadyRecalled: { code: "batch-recalled", facts: { batch: "batch" } },
  NotAccredited: { code: "not-accredited" },
  ProductNotAccredited: { code: "product-not-accredited", facts: { product: "product", scheme: "scheme" } },
  CertificateNotRenewable: { code: "certificate-not-renewable", facts: { certificate: "certificate" } },
  RenewalNotLonger: { code: "renewal-not-longer", facts: { certificate: "certificate" } },
  ScopeUnchanged: { code: "scope-not-reduced", facts: { certificate: "certificate" } },
  VolumeNotReduced: { code: "scope-not-reduced", facts: { certificate: "certificate" } },
  ScopeEmpty: { code: "scope-empty", facts: { certificate: "certificate" } },
  NotInScope: { code: "certificate-out-of-scope", facts: { certificate: "certificate" } },
  VolumeBelowUsed: {
    code: "volume-below-used",
    facts: { certificate: "certificate", requested: "requested", used: "used" },
  },
  SaleExists: { code: "sale-exists", facts: { sale: "sale" } },
  SaleNotInForce: { code: "certificate-not-in-force", facts: { certificate: "certificate" } },
  SaleOfBatch: { code: "sale-not-possible", facts: { batch: "batch" } },
  SaleOutOfScope: { code: "certificate-out-of-scope", facts: { certificate: "certificate" } },
  SaleByAnother: { code: "certificate-of-another", facts: { certificate: "certificate", holder: "holder" } },
  SaleExceedsBatch: {
    code: "batch-mass-exceeded",
    facts: { batch: "batch", requested: "requested", left: "left" },
  },
  SaleUnknown: { code: "sale-unknown", facts: { sale: "sale" } },
  SaleReturnedAlready: { code: "sale-returned", facts: { sale: "sale", returned: "returned" } },
  ReturnExceedsSale: { code: "return-exceeds-sale", facts: { sale: "sale", requested: "requested", sold: "sold" } },
  TradeOutsideWindow: { code: "trade-outside-window", facts: { sale: "sale" } },
  RecognitionExists: { code: "recognition-exists", facts: { recognition: "recognition" } },
  RecognitionFinal: { code: "recognition-final", facts: { recognition: "recognition" } },
  RecognitionByAnother: { code: "not-holder", facts: { thing: "recognition", actor: "actor" } },
};

/** What a contract refused with, in our words; undefined when the failure is not a contract's refusal. */
export function refusalOf(
  error: unknown,
  interfaces: Readonly<Record<ContractName, Interface>>,
  nameOf: NameOf,
): Refusal | undefined {
  if (!isError(error, "CALL_EXCEPTION")) return undefined;
  const parsed = error.data ? parseError(error.data, interfaces) : undefined;
  if (!parsed) return new Refusal("act-refused", { error: error.reason ?? "revert" });
  const rule = rules[parsed.name];
  const arg = (name: string): string | number => factOf(parsed.args[name], nameOf);
  if (!rule)
    return new Refusal("act-refused", {
      error: parsed.name,
      ...Object.fromEntries(parsed.fragment.inputs.map(({ name }) => [name, arg(name)])),
    });
  const facts: Facts = Object.fromEntries(Object.entries(rule.facts ?? {}).map(([fact, name]) => [fact, arg(name)]));
  return new Refusal(rule.code, facts);
}

/** An error may come from a contract that the called one calls. */
function parseError(data: string, interfaces: Readonly<Record<ContractName, Interface>>): ErrorDescription | undefined {
  for (const name of contractNames) {
    const parsed = interfaces[name].parseError(data);
    if (parsed) return parsed;
  }
  return undefined;
}

function factOf(value: unknown, nameOf: NameOf): string | number {
  if (typeof value === "bigint") return Number(value);
  const text = String(value);
  return /^0x[0-9a-f]{64}$/.test(text) ? nameOf(text.slice(2)) : text.slice(0, 80);
}
