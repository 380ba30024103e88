/** Of packages without types, what our tests use. */
declare module "@digitalbazaar/data-integrity" {
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: object });
  }
}
declare module "@digitalbazaar/eddsa-jcs-2022-cryptosuite" {
  export function createVerifyCryptosuite(): object;
}
declare module "@digitalbazaar/credentials-context" {
  export const contexts: ReadonlyMap<string, object>;
}
declare module "@digitalbazaar/vc-bitstring-status-list" {
  /** `status` is the bit: true is set. */
  export type StatusResult = {
    readonly verified: boolean;
    readonly results?: readonly { readonly status: boolean; readonly credentialStatus: { statusPurpose: string } }[];
  };
  export function checkStatus(options: object): Promise<StatusResult>;
}
declare module "@digitalbazaar/vc" {
  export function verifyCredential(options: object): Promise<{
    readonly verified: boolean;
    readonly error?: { readonly errors?: readonly Error[] };
    readonly statusResult?: import("@digitalbazaar/vc-bitstring-status-list").StatusResult;
  }>;
}
