import { voidCauses } from "../act/states.ts";

/** What became of one mint's labels, pieces. `printed` = waiting + active + spoiled + returned + void. */
export type Stock = {
  readonly printed: number;
  /** Not on a pack yet: not valid. */
  readonly waiting: number;
  readonly active: number;
  readonly spoiled: number;
  readonly returned: number;
  readonly void: number;
};

export function stockOf(mint: {
  readonly count: number;
  readonly activatedAt: number;
  readonly voided: Readonly<Record<number, { readonly cause: number }>>;
}): Stock {
  const causes = Object.values(mint.voided);
  const number = (cause: number): number => causes.filter((one) => one.cause === cause).length;
  const good = mint.count - causes.length;
  return {
    printed: mint.count,
    waiting: mint.activatedAt === 0 ? good : 0,
    active: mint.activatedAt === 0 ? 0 : good,
    spoiled: number(voidCauses.spoiled),
    returned: number(voidCauses.returned),
    void: number(voidCauses.void),
  };
}
