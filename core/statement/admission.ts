import * as z from "zod/mini";
import { id, name, names, publicKey, role, time } from "./fields.ts";

/** A named person or body may act: signed by whoever admits it. */
export const actorAdmitted = z.strictObject({
  type: z.literal("liangji:ActorAdmitted"),
  occurredAt: time,
  subject: id,
  name: names,
  roles: z.array(role).check(z.minLength(1), z.maxLength(8)),
  publicKey,
  place: z.optional(names),
  phone: z.optional(name),
});
export type ActorAdmitted = z.infer<typeof actorAdmitted>;
