import { kilometresBetween } from "../place/great-circle.ts";
import { type Cell, cellsApart, middleOf } from "./cell.ts";
import { type ScanRules, scanRules } from "./rules.ts";
import type { SaleRegion, Scan, ScanFacts, ScanJudgement, ScanReason } from "./scan.ts";

const HOURS_A_DAY = 24;
type Placed = { readonly hour: number; readonly place: Cell };

/**
 * Whether a code may have been copied, from the scans of this one code.
 *
 * @param scans  in the order of their hours; more than a few hundred are not expected
 * @param now    whole hours since 1970
 * @returns every rule that speaks, with its numbers
 */
export function judgeScans(scans: readonly Scan[], now: number, facts: ScanFacts = {}): ScanJudgement {
  const rules = scanRules;
  const recent = scans.filter(({ hour }) => hour > now - rules.windowDays * HOURS_A_DAY);
  const placed = placesOf(recent, rules);
  const stays = staysOf(placed);
  const reasons = [
    inADay(placed, rules),
    toAndFro(stays, rules),
    tooFast(placed, rules),
    manyNetworks(recent, stays, rules),
    afterOpening(stays, facts, rules),
    outsideRegion(stays, facts, rules),
  ].filter((reason) => reason !== undefined);
  return { state: reasons.length > 0 ? "copied-likely" : "ordinary", reasons };
}

/** Each scan at the first cell that was seen near it, so that two sides of a border are one place. */
function placesOf(scans: readonly Scan[], { onePlaceKilometres }: ScanRules): readonly Placed[] {
  const places: Cell[] = [];
  return scans.flatMap(({ hour, cell }) => {
    if (cell === undefined) return [];
    const before = places.find((one) => cellsApart(one, cell) < onePlaceKilometres);
    if (before === undefined) places.push(cell);
    return [{ hour, place: before ?? cell }];
  });
}

const distinct = (placed: readonly Placed[]): readonly Cell[] => [...new Set(placed.map(({ place }) => place))];

function inADay(
  placed: readonly Placed[],
  { placesInADay: { hours, places: enough } }: ScanRules,
): ScanReason | undefined {
  let from = 0;
  for (let to = 0; to < placed.length; to++) {
    while ((placed[from]?.hour ?? 0) <= (placed[to]?.hour ?? 0) - hours) from++;
    if (to - from + 1 < enough) continue;
    const places = distinct(placed.slice(from, to + 1));
    if (places.length >= enough) return { rule: "places-in-a-day", hours, places };
  }
  return undefined;
}

/** Where it is before and after each move. */
const movesOf = (placed: readonly Placed[]): readonly (readonly [Placed, Placed])[] =>
  placed.flatMap((to, at) => {
    const from = placed[at - 1];
    return from && from.place !== to.place ? [[from, to] as const] : [];
  });

/** Without what stands alone between two scans of one other place: a network that is registered elsewhere, rather than a journey. */
const staysOf = (placed: readonly Placed[]): readonly Placed[] =>
  placed.filter(({ place }, at) => {
    const [before, after] = [placed[at - 1]?.place, placed[at + 1]?.place];
    return before === undefined || before !== after || before === place;
  });

function toAndFro(stays: readonly Placed[], { windowDays: days, toAndFro }: ScanRules): ScanReason | undefined {
  const moves = movesOf(stays).length;
  return moves >= toAndFro.moves ? { rule: "to-and-fro", days, moves, places: distinct(stays) } : undefined;
}

function tooFast(placed: readonly Placed[], { tooFast: { kilometresPerHour, jumps: enough } }: ScanRules) {
  const jumps = movesOf(placed).filter(
    ([from, to]) => cellsApart(from.place, to.place) > kilometresPerHour * (to.hour - from.hour + 1),
  );
  const [first] = jumps;
  if (!first || jumps.length < enough) return undefined;
  const widest = jumps.reduce((a, b) => (apart(b) > apart(a) ? b : a), first);
  return {
    rule: "too-fast",
    jumps: jumps.length,
    kilometres: apart(widest),
    hours: widest[1].hour - widest[0].hour + 1,
    places: [widest[0].place, widest[1].place],
  } as const satisfies ScanReason;
}
const apart = ([from, to]: readonly [Placed, Placed]): number => cellsApart(from.place, to.place);

/** Networks by the day: the same one on another day counts again, because it cannot be known again. */
function manyNetworks(scans: readonly Scan[], stays: readonly Placed[], { windowDays: days, manyNetworks }: ScanRules) {
  const networks = new Set(scans.map(({ token }) => token)).size;
  const places = distinct(stays);
  const { byPlaces } = manyNetworks;
  const enough = byPlaces[Math.min(Math.max(places.length, 1), byPlaces.length) - 1] ?? Number.POSITIVE_INFINITY;
  return networks >= enough
    ? ({ rule: "many-networks", days, networks, places } as const satisfies ScanReason)
    : undefined;
}

function afterOpening(placed: readonly Placed[], { claimed }: ScanFacts, rules: ScanRules): ScanReason | undefined {
  if (!claimed) return undefined;
  const { hour, cell = placed.findLast((one) => one.hour <= hour)?.place } = claimed;
  if (cell === undefined) return undefined;
  const elsewhere = placed.filter((one) => one.hour > hour && cellsApart(one.place, cell) >= rules.onePlaceKilometres);
  const places = distinct(elsewhere);
  return places.length >= rules.afterOpening.places
    ? { rule: "after-opening", days: rules.windowDays, places }
    : undefined;
}

function outsideRegion(placed: readonly Placed[], { sold }: ScanFacts, rules: ScanRules): ScanReason | undefined {
  if (!sold) return undefined;
  const places = distinct(placed.filter(({ place }) => isOutside(place, sold)));
  return places.length >= rules.outsideRegion.places
    ? { rule: "outside-region", days: rules.windowDays, places }
    : undefined;
}

function isOutside(cell: Cell, { latitude, longitude, kilometres }: SaleRegion): boolean {
  const middle = middleOf(cell);
  return middle !== undefined && kilometresBetween(middle, [latitude, longitude]) > kilometres;
}
