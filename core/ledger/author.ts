import { roleBits } from "../act/states.ts";
import type { Entry, Statement } from "../entry.ts";
import { Refusal } from "../refusal.ts";
import { gradeRoles } from "../rules/grades.ts";
import { certificationRoles, isCertificationRecord } from "../statement/certification.ts";
import { complaintRoles, isComplaintRecord } from "../statement/complaint.ts";
import type { Role } from "../statement/fields.ts";
import { isRecallRecord, isScanRecord, kindOf, rolesFor } from "../statement/kind.ts";
import { recallRoles } from "../statement/recall.ts";
import { scanRoles } from "../statement/scan.ts";
import type { DecisionFacts } from "./facts.ts";
import { findActor, type Ledger } from "./ledger.ts";

/** Whose key must have signed: introduced in the log (or by the policy), valid on the chain now, in a role for this. Returns it. */
export function decideAuthor(
  ledger: Ledger,
  { actor, key, statement }: Entry,
  facts: Pick<DecisionFacts, "actorOnChain">,
): string {
  const introduced = findActor(ledger, actor);
  const onChain = facts.actorOnChain(actor);
  if (!introduced || !onChain) throw new Refusal("actor-unknown", { actor });
  const known = introduced.keys[key];
  if (!known || onChain.key !== key) throw new Refusal("not-your-key", { actor });
  const wanted = rolesOf(statement);
  if (!wanted.some((role) => introduced.roles.includes(role) && (onChain.roles & roleBits[role]) !== 0))
    throw new Refusal("role-missing", { actor, role: wanted.join("/") });
  if (statement.type === "liangji:ActorAdmitted")
    for (const role of statement.roles)
      if (!mayAdmit(introduced.roles, role)) throw new Refusal("role-missing", { actor, role: `admit ${role}` });
  return known.publicKey;
}

function rolesOf(statement: Statement): readonly Role[] {
  if (statement.type === "liangji:ClaimMade") return gradeRoles[statement.grade];
  if (statement.type === "AggregationEvent") return ["packer"];
  if (isRecallRecord(statement)) return recallRoles[statement.type];
  if (isCertificationRecord(statement)) return certificationRoles[statement.type];
  if (isComplaintRecord(statement)) return complaintRoles[statement.type];
  return isScanRecord(statement) ? scanRoles[statement.type] : rolesFor[kindOf(statement)];
}

/** The accreditor admits certification bodies, the operator everybody else who works; roots are the policy's (core/evidence/signers.ts). */
const mayAdmit = (by: readonly Role[], role: Role): boolean =>
  role === "certifier"
    ? by.includes("accreditor")
    : ["laboratory", "grower", "factory", "packer"].includes(role) && by.includes("operator");
