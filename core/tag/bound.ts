import * as z from "zod/mini";
import { fromBase64 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import type { Bundle } from "../evidence/bundle.ts";
import { parse } from "../evidence/form.ts";
import type { Policy } from "../evidence/policy.ts";
import { signersOf } from "../evidence/signers.ts";
import { headIn, verifyLine } from "../evidence/verify-line.ts";
import { Refusal } from "../refusal.ts";
import { id, keyId, signature } from "../statement/fields.ts";
import { seriesLink } from "../statement/series.ts";
import { tagsBound } from "../statement/tag.ts";
import { type Pair, type TagPlace, verifyTag } from "./binding.ts";

const count = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
const hash = z.string().check(z.regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/));
const path = z.array(hash).check(z.maxLength(63));
/** Where the packer said that a tag is on a label, proven to one page of the log, and that pair's place in what was signed. */
export const boundForm = z.strictObject({
  index: count,
  proof: path,
  line: z.strictObject({
    index: count,
    entry: z.strictObject({
      statement: tagsBound,
      actor: id,
      key: keyId,
      series: z.array(seriesLink).check(z.maxLength(16)),
      signature,
    }),
    proof: path,
  }),
});
export type Bound = z.infer<typeof boundForm>;

/**
 * That a packer, whom the label's own evidence introduces, put this tag on this label: signed, and in the same page of the log
 * as that evidence, so that nobody is shown another history.
 *
 * @param label whose record was found to hold
 * @throws Refusal `bundle-malformed`, `signature-wrong`, `inclusion-proof-wrong`, `role-missing`, `tag-unknown`
 */
export async function verifyBound(
  { bundle, policy }: { readonly bundle: Bundle; readonly policy: Policy },
  pair: Pair,
  json: unknown,
  crypto: Crypto,
): Promise<Bound> {
  const bound = parse(boundForm, json, "bundle-malformed");
  const { statement, actor } = bound.line.entry;
  const signers = signersOf(bundle, policy, crypto.sha256);
  const { signer } = await verifyLine(bound.line, policy.log.origin, signers, headIn(bundle), crypto);
  if (!signer.roles.includes("packer")) throw new Refusal("role-missing", { actor, role: "packer" });
  if (statement.batch !== bundle.label.batch) throw new Refusal("tag-unknown");
  const { root, count } = statement;
  const place: TagPlace = { root, count, index: bound.index, proof: bound.proof.map(fromBase64) };
  verifyTag(crypto.sha256, statement.batch, pair, place);
  return bound;
}
