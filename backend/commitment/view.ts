import * as z from "zod/mini";
import { keepUntil } from "#core/commitment/retention.ts";
import { type Commitment, commitmentStates } from "#core/ledger/commitment.ts";
import { Refusal } from "#core/refusal.ts";
import { commitmentCertificate } from "#core/statement/commitment.ts";
import type { Context } from "../context.ts";

const whole = z.int().check(z.minimum(0));
export const commitmentView = z.object({
  certificate: z.string(),
  index: whole,
  issuer: z.string(),
  document: commitmentCertificate,
  state: z.enum(commitmentStates),
  usedGrams: whole,
  because: z.optional(z.object({ reason: z.string(), index: whole })),
  keepUntil: z.string(),
});
type View = z.infer<typeof commitmentView>;

export const viewOf = ({ statement, actor, index, state, usedGrams, because }: Commitment): View => ({
  certificate: statement.certificate,
  index,
  issuer: actor,
  document: statement,
  state,
  usedGrams,
  ...(because && { because: { ...because } }),
  keepUntil: keepUntil(statement.occurredAt.slice(0, 10)),
});

export const listCommitments = async ({ ledger }: Context): Promise<readonly View[]> =>
  (await ledger.list("commitments")).map(viewOf);

export async function readCommitment({ ledger }: Context, id: string): Promise<View> {
  const found = await ledger.find("commitments", id);
  if (!found) throw new Refusal("not-found");
  return viewOf(found);
}
