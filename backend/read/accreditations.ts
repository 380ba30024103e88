import * as z from "zod/mini";
import { names as inBoth } from "#core/statement/fields.ts";
import type { Context } from "../context.ts";
import { schemeNames } from "../schemes/names.ts";

const whole = z.int().check(z.minimum(0));
export const accreditationView = z.object({
  body: z.string(),
  scheme: z.string(),
  schemeName: inBoth,
  accreditor: z.string(),
  products: z.array(z.string()),
  validFrom: whole,
  validTo: whole,
  state: z.enum(["in-force", "not-yet", "suspended", "expired"]),
  history: z.array(
    z.object({ change: z.enum(["accredited", "suspended", "restored"]), time: whole, reason: z.string() }),
  ),
});
type AccreditationView = z.infer<typeof accreditationView>;

/** Which body may certify what, as the chain has it now. */
export async function listAccreditations(context: Context): Promise<readonly AccreditationView[]> {
  const { index, names, now } = context;
  const nameOf = await schemeNames(context);
  return [...index.history.accreditations.values()].map(
    (one): AccreditationView => ({
      body: names.of(one.body),
      scheme: names.of(one.scheme),
      schemeName: nameOf(names.of(one.scheme)),
      accreditor: names.of(one.accreditor),
      products: one.products.map(names.of),
      validFrom: one.validFrom,
      validTo: one.validTo,
      state: one.suspended
        ? "suspended"
        : now() < one.validFrom
          ? "not-yet"
          : now() > one.validTo
            ? "expired"
            : "in-force",
      history: [...one.changes],
    }),
  );
}
