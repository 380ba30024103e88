import type { Cell } from "#core/scan/cell.ts";
import type { SaleRegion, Scan, ScanFacts } from "#core/scan/scan.ts";
import type { Dice } from "./dice.ts";
import { island, somewhere, somewhereOnIsland } from "./market.ts";

/** What people do with packs. All of it is assumed; `harder` is the same with more of what misleads the rules. */
export const assumptions = {
  /** Packs of a product that is meant for the island only, and those that are carried off it all the same. */
  islandProducts: 0.2,
  boughtOffIsland: 0.1,
  /** People who scan in the shop and do not buy. */
  lookersOn: 0.15,
  /** After each scan of a household, that it scans again; up to ten times. */
  scansAgain: 0.6,
  daysBetweenScans: 4,
  /** From another network than at home: the street, a café. */
  otherNetwork: 0.4,
  gifts: 0.08,
  giftGoesFar: 0.5,
  giftedOn: 0.05,
  travels: 0.03,
  /** The page's address is sent to a group of friends, and some of them open it: looks like copies, and is none. */
  sharedInAGroup: 0.0003,
  /** Scans whose network is registered somewhere else. */
  misplaced: 0.005,
  hiddenCode: 0.3,
  hiddenCodeUsed: 0.6,
  /** Of counterfeiters: sold by post to anywhere, through dealers in two or three cities, or in one market. */
  soldByPost: 0.8,
  soldInCities: 0.15,
} as const;
export type Assumptions = { readonly [A in keyof typeof assumptions]: number };

type Seen = Scan & { readonly at: number };
export type Channel = "post" | "cities" | "market";
export type Life = {
  readonly scans: readonly Scan[];
  readonly facts: ScanFacts;
  /** When the first five buyers of copies scanned first: positions in `scans`. */
  readonly copies?: { readonly channel: Channel; readonly buyers: readonly number[] };
};

const DAY = 24;
const BUYERS = 5;
let network = 0;

/** One pack from the shop to the last scan, and the copies of its code. Hours count from the beginning of the year. */
export function lifeOf(dice: Dice, assumed: Assumptions, cloned: boolean): Life {
  const seen: Seen[] = [];
  const local = dice.chance(assumed.islandProducts);
  const there = (): Cell =>
    local && !dice.chance(assumed.boughtOffIsland) ? somewhereOnIsland(dice) : somewhere(dice);
  const add = (at: number, cell: Cell, from: string): void => {
    const hour = Math.floor(at);
    const where = dice.chance(assumed.misplaced) ? somewhere(dice) : cell;
    seen.push({ at, hour, cell: where, token: `${from}/${Math.floor(at / DAY)}` });
  };
  /** A household scans over some weeks, at home or nearby. Returns when it first did. */
  const household = (from: number, cell: Cell): number => {
    const home = `n${network++}`;
    let at = from + dice.waiting(DAY);
    const first = at;
    add(at, cell, home);
    for (let more = dice.times(assumed.scansAgain, 9); more > 0; more--) {
      at += dice.chance(0.4) ? dice.roll() : dice.waiting(assumed.daysBetweenScans * DAY);
      add(at, cell, dice.chance(assumed.otherNetwork) ? `n${network++}` : home);
    }
    return first;
  };

  const sold = dice.roll() * 90 * DAY;
  const home = there();
  for (let n = dice.times(assumed.lookersOn, 5); n > 0; n--) add(sold - dice.waiting(5 * DAY), home, `n${network++}`);
  const opened = household(sold, home);
  if (dice.chance(assumed.travels)) {
    const away = somewhere(dice);
    for (let n = dice.whole(1, 3); n > 0; n--) add(opened + dice.roll() * 5 * DAY, away, `n${network++}`);
  }
  const gift = dice.chance(assumed.gifts);
  if (gift) {
    let on = opened + dice.waiting(10 * DAY);
    do on = household(on + DAY, dice.chance(assumed.giftGoesFar) ? somewhere(dice) : home) + dice.waiting(10 * DAY);
    while (dice.chance(assumed.giftedOn));
  }
  if (dice.chance(assumed.sharedInAGroup))
    for (let n = dice.whole(3, 15); n > 0; n--)
      add(opened + dice.waiting(12), dice.chance(0.6) ? home : somewhere(dice), `n${network++}`);

  const claimed =
    !gift && dice.chance(assumed.hiddenCode) && dice.chance(assumed.hiddenCodeUsed)
      ? { hour: Math.floor(opened), cell: home }
      : undefined;
  const facts: ScanFacts = { ...(claimed && { claimed }), ...(local && { sold: island satisfies SaleRegion }) };
  if (!cloned) return { scans: inOrder(seen), facts };

  const roll = dice.roll();
  const channel: Channel =
    roll < assumed.soldByPost ? "post" : roll < assumed.soldByPost + assumed.soldInCities ? "cities" : "market";
  const markets = Array.from({ length: channel === "market" ? 1 : dice.whole(2, 3) }, () => somewhere(dice));
  const firsts: number[] = [];
  for (let n = 0; n < BUYERS; n++) {
    const cell = channel === "post" ? somewhere(dice) : (markets[dice.whole(0, markets.length - 1)] ?? home);
    firsts.push(household(sold + dice.roll() * 60 * DAY, cell));
  }
  const scans = inOrder(seen);
  return { scans, facts, copies: { channel, buyers: firsts.map((at) => scans.findIndex((one) => one.at === at)) } };
}

const inOrder = (seen: Seen[]): readonly Seen[] => seen.sort((a, b) => a.at - b.at);
