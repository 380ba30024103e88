import { fieldInvalid } from "../ledger/parse.ts";
import { type Pack, pack } from "./pack.ts";

/** JSON → rule pack, or a refusal that names the first field that is wrong. */
export function parsePack(json: unknown): Pack {
  const parsed = pack.safeParse(json);
  if (parsed.success) return parsed.data;
  throw fieldInvalid(parsed.error.issues);
}
