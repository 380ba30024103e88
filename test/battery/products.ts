import { base64url } from "#core/bytes.ts";
import { type Entry, type Statement, signedBytes } from "#core/entry.ts";
import { sampleAuthor } from "#scripts/author.ts";
import { ORIGIN } from "../backend/running.ts";

const operator = sampleAuthor("brand-operator");

/** An entry that may be recorded at any time: the operator defines a product of this name. */
export function productEntry(product: string): Entry {
  const statement: Statement = {
    type: "liangji:ProductDefined",
    occurredAt: "2026-01-05T08:00:00+08:00",
    product,
    name: { zh: "茶", en: "tea" },
    verb: "drink",
  };
  const unsigned = { statement, actor: operator.actor, key: operator.key, series: [] };
  return { ...unsigned, signature: base64url(operator.sign(signedBytes(ORIGIN, unsigned))) };
}
