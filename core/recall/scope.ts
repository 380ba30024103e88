import type { Links } from "../batch/links.ts";

/** `roots` none of which flowed from another, and everything they flowed into, each once, the roots first. */
export type Scope = { readonly roots: readonly string[]; readonly batches: readonly string[] };

/** What has to come back when these batches do. */
export function scopeOf(links: Pick<Links, "downstream">, found: readonly string[]): Scope {
  const below = new Set<string>();
  for (const one of found) for (const next of links.downstream(one)) if (next !== one) below.add(next);
  const roots = [...new Set(found)].filter((one) => !below.has(one));
  return { roots, batches: [...new Set([...roots, ...below])] };
}
