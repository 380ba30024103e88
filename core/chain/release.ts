import { calldata, numberOf, wordsOf } from "./abi.ts";

/** ActorRegistry.releaseOf(bytes32); no page asks it, so it stands apart from what a verdict needs. */
export const RELEASE_OF = { signature: "releaseOf(bytes32)", selector: "92a5a3f1" } as const;

export type ReleaseOnChain = { readonly operator: string; readonly time: number; readonly documentHash: string };

export const askRelease = (verifierHash: string): string => calldata(RELEASE_OF.selector, [verifierHash]);

/** Hashes as hex without 0x; undefined when the node did not answer in form. All zero: nobody released it. */
export function releaseFrom(answer: unknown): ReleaseOnChain | undefined {
  const [operator = "", time, documentHash = "", ...rest] = wordsOf(answer) ?? [];
  return documentHash === "" || rest.length > 0 ? undefined : { operator, time: numberOf(time), documentHash };
}
