import type * as z from "zod/mini";
import type { Entry } from "../entry.ts";
import { Refusal } from "../refusal.ts";
import type { applying } from "../statement/applying.ts";
import type { harvesting } from "../statement/harvesting.ts";
import type { IntervalResolved } from "../statement/interval.ts";
import { batchOfUri, plotOfUri } from "../statement/uri.ts";
import {
  type Opening,
  openingOf,
  openingsIn,
  openingYears,
  pickingYears,
  plotYear,
  shuts,
  withOpening,
  worstOf,
} from "./interval.ts";
import type { Ledger } from "./ledger.ts";
import { find } from "./shelf.ts";

/** By day, the batches that leaf of a plot went into, each with the line that said so first. */
export type Pickings = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Leaf that was picked inside an interval: recorded, and shut out from certificates and labels until a named person answers for it. */
export type Flag = Opening & {
  readonly plot: string;
  readonly harvestedOn: string;
  /** Where in the plot's series the entry stands that showed it. */
  readonly sequence: number;
  readonly resolved?: { readonly index: number; readonly actor: string; readonly person: string };
};
/** By plot and day of harvest. */
export type Flags = Readonly<Record<string, Flag>>;

/** Bounds what one row may grow to. */
export const MOST_BATCHES_A_DAY = 64;
export const MOST_FLAGS = 256;

export const flagKey = ({ plot, harvestedOn }: Pick<Flag, "plot" | "harvestedOn">): string => `${plot}/${harvestedOn}`;
export const standing = (flags: Flags = {}): readonly Flag[] =>
  Object.values(flags).filter(({ resolved }) => !resolved);

/** @throws Refusal while nobody has answered for leaf in the batch */
export function refuseFlagged(batch: string, flags: Flags | undefined): void {
  const [flag] = standing(flags);
  if (!flag) return;
  const { plot, harvestedOn, appliedOn, opensOn } = flag;
  throw opensOn === undefined
    ? new Refusal("interval-unknown", { batch, plot, harvested: harvestedOn, applied: appliedOn })
    : new Refusal("interval-not-over", { batch, plot, harvested: harvestedOn, applied: appliedOn, opens: opensOn });
}

/** A harvest is remembered by its day; one inside an interval flags its batch. */
export function applyHarvest(
  ledger: Ledger,
  statement: z.infer<typeof harvesting>,
  series: Entry["series"],
  index: number,
): void {
  const { plot, batch, day } = placeOf(statement);
  const key = plotYear(plot, day);
  const picked = find(ledger.pickings, key) ?? {};
  ledger.pickings.own.set(key, { ...picked, [day]: { [batch]: index, ...picked[day] } });
  const openings = openingYears(plot, day).flatMap((year) => openingsIn(find(ledger.openings, year)));
  const worst = worstOf(openings, day);
  if (worst) raise(ledger, batch, { ...worst, plot, harvestedOn: day, sequence: sequenceIn(plot, series) });
}

/** An application shuts its plot; leaf that was picked in the meantime is flagged although it was recorded first. */
export function applyApplication(ledger: Ledger, statement: z.infer<typeof applying>, series: Entry["series"]): void {
  const plot = plotOfUri(statement.readPoint.id) ?? "";
  const opening = openingOf(statement["liangji:application"]);
  const key = plotYear(plot, opening.appliedOn);
  ledger.openings.own.set(key, withOpening(find(ledger.openings, key), opening));
  for (const { day, batch } of shutPickings(ledger, statement))
    raise(ledger, batch, { ...opening, plot, harvestedOn: day, sequence: sequenceIn(plot, series) });
}

/** What was picked inside the interval of an application, by what is on record. */
export function shutPickings(
  { pickings }: Pick<Ledger, "pickings">,
  statement: z.infer<typeof applying>,
): readonly { readonly day: string; readonly batch: string }[] {
  const opening = openingOf(statement["liangji:application"]);
  return pickingYears(plotOfUri(statement.readPoint.id) ?? "", opening.appliedOn).flatMap((year) =>
    Object.entries(find(pickings, year) ?? {}).flatMap(([day, batches]) =>
      shuts(opening, day) ? Object.keys(batches).map((batch) => ({ day, batch })) : [],
    ),
  );
}

export function applyResolution(
  ledger: Ledger,
  { batch, harvests, person }: IntervalResolved,
  actor: string,
  index: number,
): void {
  const flags = find(ledger.flags, batch) ?? {};
  const resolved = harvests.flatMap((harvest) => {
    const flag = flags[flagKey(harvest)];
    return flag ? [[flagKey(harvest), { ...flag, resolved: { index, actor, person } }] as const] : [];
  });
  ledger.flags.own.set(batch, { ...flags, ...Object.fromEntries(resolved) });
}

export const placeOf = (statement: z.infer<typeof harvesting>) => ({
  plot: plotOfUri(statement.readPoint.id) ?? "",
  batch: batchOfUri(statement.quantityList[0].epcClass)?.batch ?? "",
  day: statement.eventTime.slice(0, 10),
});

/** A flag that was raised stands until it is resolved; a later application raises it anew. */
function raise(ledger: Ledger, batch: string, flag: Flag): void {
  const flags = find(ledger.flags, batch) ?? {};
  ledger.flags.own.set(batch, { ...flags, [flagKey(flag)]: flag });
}

const sequenceIn = (plot: string, series: Entry["series"]): number =>
  series.find(({ id }) => id === `plot/${plot}`)?.sequence ?? 0;
