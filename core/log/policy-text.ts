/** Whom to trust about one log, for clients of other people's. */
export type TlogPolicy = {
  readonly log: { readonly vkey: string };
  /** `name` is for people; the policy numbers its witnesses w1, w2, …. */
  readonly witnesses: readonly { readonly name: string; readonly vkey: string }[];
  /** How many of them must have cosigned; 0: none. */
  readonly quorum: number;
};

/** C2SP tlog-policy: log, witnesses, a group where there are any, and the quorum. */
export function encodeTlogPolicy({ log, witnesses, quorum }: TlogPolicy): string {
  const lines = witnesses.flatMap(({ name, vkey }, at) => [`# ${name}`, `witness w${at + 1} ${vkey}`]);
  const members = witnesses.map((_, at) => ` w${at + 1}`).join("");
  const rule = quorum === 0 ? ["quorum none"] : [`group witnesses ${quorum}${members}`, "quorum witnesses"];
  return [`log ${log.vkey}`, ...lines, ...rule, ""].join("\n");
}
