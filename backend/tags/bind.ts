import { hex } from "#core/bytes.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { Refusal } from "#core/refusal.ts";
import { MOST_TAGS } from "#core/statement/tag.ts";
import { type Pair, refuseBadPairs, tagRoot } from "#core/tag/binding.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { findLabel } from "../labels/mints.ts";
import { record } from "../log/intake.ts";
import type { Recorded } from "../log/sequencer.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";

/** Keeps the pairs, then records what the packer signed: a crash in between leaves pairs that no tap finds. */
export async function bindTags(context: Context, json: unknown, pairs: readonly Pair[]): Promise<Recorded> {
  const { store } = context;
  if (pairs.length > MOST_TAGS) throw new Refusal("too-many", { limit: MOST_TAGS, count: pairs.length });
  const prepared = prepareEntry(json, sha256, "entry");
  const { statement } = prepared.entry;
  if (statement.type !== "liangji:TagsBound")
    throw new Refusal("field-invalid", { path: "entry.statement.type", problem: "liangji:TagsBound expected" });
  const { batch, root, count } = statement;
  refuseBadPairs(pairs);
  if (count !== pairs.length || hex(tagRoot(sha256, batch, pairs)) !== root) throw new Refusal("tag-root-differs");
  for (const [n, { serial, uid }] of pairs.entries()) {
    if (!(await findLabel(store, batch, serial))) throw new Refusal("tag-label-other", { line: n + 1, batch });
    for (const key of [keys.tag(uid), keys.tagged(batch, serial)]) {
      const other = await boundUnder(context, key);
      if (other !== undefined && other !== root) throw new Refusal("tag-bound-already", { line: n + 1 });
    }
  }
  await store.commit([
    { key: keys.tags(root), value: encodeJson(pairs) },
    ...pairs.flatMap(({ serial, uid }) =>
      [keys.tag(uid), keys.tagged(batch, serial)].map((key) => ({ key, value: encodeJson(root) })),
    ),
  ]);
  const [recorded] = await record(context, [prepared]);
  return recorded as Recorded;
}

/** The root under which a tag or a label was bound, if the log has it. */
export async function boundUnder({ store, ledger }: Context, key: string): Promise<string | undefined> {
  const value = await store.read(key);
  if (!value) return undefined;
  const root = decodeJson<string>(value);
  return (await ledger.find("tags", root)) ? root : undefined;
}
