import * as z from "zod/mini";
import { idHash } from "#core/chain/questions.ts";
import { names, role } from "#core/statement/fields.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { keyOfSigner } from "../log/outside.ts";

export const actorView = z.object({
  actor: z.string(),
  name: names,
  roles: z.array(role),
  place: z.optional(names),
  phone: z.optional(z.string()),
  /** As the chain has it; empty when it does not know the actor. */
  key: z.string(),
  state: z.enum(["active", "not-yet", "expired", "revoked", "not-on-chain"]),
  validFrom: z.int(),
  validTo: z.int(),
  reason: z.string(),
});
type ActorView = z.infer<typeof actorView>;

/** Everyone introduced in the log or by the policy, with the standing that the chain gives them now. */
export async function listActors({ ledger, index, now }: Context): Promise<readonly ActorView[]> {
  return (await ledger.actors()).map(({ actor, name, roles, place, phone }): ActorView => {
    const on = index.history.actors.get(idHash(sha256, actor));
    const who = { actor, name, roles: [...roles], ...(place && { place }), ...(phone && { phone }) };
    if (!on) return { ...who, key: "", state: "not-on-chain", validFrom: 0, validTo: 0, reason: "" };
    const state =
      on.revokedAt > 0 ? "revoked" : now() < on.validFrom ? "not-yet" : now() > on.validTo ? "expired" : "active";
    return {
      ...who,
      key: keyOfSigner(on.signer),
      state,
      validFrom: on.validFrom,
      validTo: on.validTo,
      reason: on.reason,
    };
  });
}
