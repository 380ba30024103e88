import { sha256 } from "#backend/crypto.ts";
import type { Numbers } from "#backend/read/numbers.ts";
import { idHash } from "#core/chain/questions.ts";

type Row = Readonly<Record<string, string | number>>;
const HASH = /^[0-9a-f]{64}$/;
/** What a row is of, as contracts know it: the service says ids, and an id proves itself. */
const named = ["plot", "holder", "product", "scheme"] as const;
const hashed = (row: Row): Row => ({
  ...row,
  ...Object.fromEntries(
    named.flatMap((name) => {
      const id = row[name];
      return typeof id === "string" ? [[name, HASH.test(id) ? id : idHash(sha256, id)]] : [];
    }),
  ),
});
const keyOf = (row: Row): string => `${row.plot ?? row.product ?? row.scheme}/${row.season ?? ""}`;

/** Every figure in which what somebody says differs from what follows from chain and log, one sentence each. */
export function differences(said: Numbers, own: Numbers): readonly string[] {
  return (["plots", "products", "schemes"] as const).flatMap((table) => {
    const theirs = new Map((said[table] as readonly Row[]).map((row) => [keyOf(hashed(row)), row]));
    const ours = new Map((own[table] as readonly Row[]).map((row) => [keyOf(row), row]));
    const extra = [...theirs]
      .filter(([key]) => !ours.has(key))
      .map(([, row]) => `${table} ${keyOf(row)}: 链上没有 not on the chain`);
    return [
      ...extra,
      ...[...ours].flatMap(([key, row]) => {
        const told = theirs.get(key);
        if (!told) return [`${table} ${key}: 没有公布 not published`];
        const plain = hashed(told);
        return Object.keys({ ...row, ...plain })
          .filter((field) => row[field] !== plain[field])
          .map(
            (field) => `${table} ${keyOf(told)}: ${field} 公布 published ${told[field]}，重算 recomputed ${row[field]}`,
          );
      }),
    ];
  });
}
