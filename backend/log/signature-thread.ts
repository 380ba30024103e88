import { fromBase64url } from "#core/bytes.ts";
import { isLowS } from "#core/crypto.ts";
import { behindOrigin } from "#core/entry.ts";
import { verifyP256 } from "../crypto.ts";
import { answerWith } from "../thread-side.ts";
import type { Answers, Questions } from "./signatures.ts";

/** A thread that does nothing but check signatures. */
answerWith<Questions, Answers>(({ origin, publicKeys, signatures, unsigned, lengths }) => {
  let at = 0;
  const said = signatures.map((spelled, n) => {
    const bytes = unsigned.subarray(at, at + (lengths[n] ?? 0));
    at += bytes.length;
    const signature = decoded(spelled);
    return signature && verifyP256(publicKeys[n] ?? "", behindOrigin(origin, bytes), signature);
  });
  return { said };
});

/** Only the one spelling of a signature is worth an elliptic curve. */
function decoded(spelled: string): Uint8Array | undefined {
  try {
    const signature = fromBase64url(spelled);
    return isLowS(signature) ? signature : undefined;
  } catch {
    return undefined;
  }
}
