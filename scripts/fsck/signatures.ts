import { sha256, verifyP256 } from "#backend/crypto.ts";
import type { LogLine } from "#backend/log/record.ts";
import { keys } from "#backend/store/keys.ts";
import { Damaged } from "#backend/store/sealed.ts";
import { base64url, fromBase64url } from "#core/bytes.ts";
import { signedBytes } from "#core/entry.ts";
import type { Policy } from "#core/evidence/policy.ts";

/**
 * Checks entry after entry, oldest first: each is signed by the key it names, and that key was introduced before, by the
 * policy or by an admission in the log.
 */
export function signatureCheck({ log, roots }: Pick<Policy, "log" | "roots">): (line: LogLine) => void {
  const introduced = new Map(roots.map(({ actor, key, publicKey }) => [`${actor} ${key}`, publicKey]));
  return ({ index, entry }) => {
    const where = keys.entry(index);
    const publicKey = introduced.get(`${entry.actor} ${entry.key}`);
    if (publicKey === undefined)
      throw new Damaged(where, `entry ${index} is signed by a key of ${entry.actor} that nobody introduced before`);
    if (!verifyP256(publicKey, signedBytes(log.origin, entry), fromBase64url(entry.signature)))
      throw new Damaged(where, `the signature of entry ${index} by ${entry.actor} does not verify`);
    const { statement } = entry;
    if (statement.type === "liangji:ActorAdmitted")
      introduced.set(
        `${statement.subject} ${base64url(sha256(fromBase64url(statement.publicKey)))}`,
        statement.publicKey,
      );
  };
}
