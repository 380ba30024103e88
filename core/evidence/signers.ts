import { base64url, fromBase64url } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import type { Role } from "../statement/fields.ts";
import type { Bundle } from "./bundle.ts";
import type { Policy } from "./policy.ts";

export type Signer = {
  readonly actor: string;
  readonly name: { zh: string; en: string };
  readonly roles: readonly Role[];
  readonly key: string;
  readonly publicKey: Uint8Array;
};

/** Whose keys the reader accepts: the policy's roots, and those whom a root of the right role admits in this very bundle. */
export function signersOf(bundle: Pick<Bundle, "entries">, policy: Policy, sha256: Hash): readonly Signer[] {
  const roots: Signer[] = policy.roots.map((root) => ({ ...root, publicKey: fromBase64url(root.publicKey) }));
  const admitted = bundle.entries.flatMap(({ entry }): Signer[] => {
    const { statement } = entry;
    if (statement.type !== "liangji:ActorAdmitted") return [];
    const by = roots.find(({ actor, key }) => actor === entry.actor && key === entry.key);
    if (!by || !statement.roles.every((role) => mayAdmit(by.roles, role))) return [];
    const publicKey = fromBase64url(statement.publicKey);
    return [
      {
        actor: statement.subject,
        name: statement.name,
        roles: statement.roles,
        key: base64url(sha256(publicKey)),
        publicKey,
      },
    ];
  });
  return [...roots, ...admitted];
}

/** The accreditor admits certification bodies, the operator everybody else who works (ActorRegistry holds the same rule). */
const mayAdmit = (by: readonly Role[], role: Role): boolean =>
  role === "certifier"
    ? by.includes("accreditor")
    : ["laboratory", "grower", "factory", "packer"].includes(role) && by.includes("operator");
