import { hex } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import type { Hash } from "../crypto.ts";
import type { VerifierReleased } from "../statement/release.ts";
import { act, entry, type Step } from "./task.ts";

/** Releases the page and the verifier in one file: in words in the log, and by hash on the chain. */
export function releaseVerifier(sha256: Hash, released: Omit<VerifierReleased, "type">): readonly Step[] {
  const statement: VerifierReleased = { type: "liangji:VerifierReleased", ...released };
  return [
    entry(statement),
    act("ReleaseVerifier", {
      verifierHash: `0x${released.verifierHash}`,
      documentHash: `0x${hex(sha256(canonical(statement)))}`,
    }),
  ];
}
