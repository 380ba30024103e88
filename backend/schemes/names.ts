import type { Context } from "../context.ts";

type Names = { readonly zh: string; readonly en: string };

/** What people call a scheme: as its pack does, else as the newest certificate under it, else by its id. */
export async function schemeNames({ packs, ledger }: Context): Promise<(scheme: string) => Names> {
  const known = new Map<string, Names>();
  for (const { statement } of await ledger.list("certificates")) known.set(statement.scheme, statement.schemeName);
  for (const { scheme, name } of packs) known.set(scheme, name);
  return (scheme) => known.get(scheme) ?? { zh: scheme, en: scheme };
}
