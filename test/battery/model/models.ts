import { roleBits } from "#core/act/states.ts";
import { type Actors, emptyActors, enrol } from "./actors.ts";
import { type Certificates, emptyCertificates } from "./certificates.ts";
import { emptyLabels, type Labels } from "./labels.ts";
import { emptyLedger, type Ledger } from "./ledger.ts";

/** Everything that the contracts should hold. */
export type Models = {
  readonly actors: Actors;
  readonly certificates: Certificates;
  readonly ledger: Ledger;
  readonly labels: Labels;
};
export const FAR = 4_102_444_800;
/** Whose every hash of a document is. */
export const DOCUMENT = "a document";

/** The models as a run finds them: the roots, and the players with their roles. */
export function modelsFor(players: Readonly<Record<string, number>>): Models {
  const actors = emptyActors();
  const put = (admitter: string, subject: string, roles: number) =>
    enrol(actors, admitter, { subject, key: subject, roles, from: 0, to: FAR }, 0);
  for (const root of ["operator", "accreditor", "regulator"] as const) put("", root, roleBits[root]);
  for (const [player, roles] of Object.entries(players))
    put(roles === roleBits.certifier ? "accreditor" : "operator", player, roles);
  return { actors, certificates: emptyCertificates(), ledger: emptyLedger(), labels: emptyLabels() };
}
