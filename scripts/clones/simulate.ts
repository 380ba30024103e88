import { judgeScans } from "#core/scan/judge.ts";
import type { ScanRule } from "#core/scan/scan.ts";
import { diceOf } from "./dice.ts";
import { type Assumptions, type Channel, type Life, lifeOf } from "./lives.ts";

const CLONED_IN = 100;
const CHANNELS = ["post", "cities", "market"] as const satisfies readonly Channel[];

export type Simulated = {
  readonly genuine: number;
  /** Genuine packs that were shown amber at any time, and by which rules. */
  readonly genuineAmber: number;
  readonly genuineRed: number;
  readonly genuineRules: Readonly<Partial<Record<ScanRule, number>>>;
  readonly cloned: number;
  /** Codes of which copies were found when the n-th buyer of a copy had scanned, n from 1 to 5. */
  readonly foundByBuyer: readonly number[];
  readonly byChannel: Readonly<Record<Channel, { readonly cloned: number; readonly found: number }>>;
  readonly scans: number;
};

/**
 * Lets packs live, one in a hundred of them copied five times, and judges each code after every scan, as the service does.
 *
 * @param items  packs that were really made
 */
export function simulate(items: number, assumed: Assumptions, seed = 1): Simulated {
  const dice = diceOf(seed);
  const foundByBuyer = [0, 0, 0, 0, 0];
  const byChannel = Object.fromEntries(CHANNELS.map((one) => [one, { cloned: 0, found: 0 }])) as Record<
    Channel,
    { cloned: number; found: number }
  >;
  const genuineRules: Partial<Record<ScanRule, number>> = {};
  let [genuineAmber, genuineRed, cloned, scans] = [0, 0, 0, 0];
  for (let item = 0; item < items; item++) {
    const life = lifeOf(dice, assumed, item % CLONED_IN === 0);
    scans += life.scans.length;
    const found = firstAmber(life);
    if (life.copies) {
      cloned++;
      const buyers = [...life.copies.buyers].sort((a, b) => a - b);
      byChannel[life.copies.channel].cloned++;
      if (found && found.at <= (buyers.at(-1) ?? -1)) byChannel[life.copies.channel].found++;
      buyers.forEach((at, n) => {
        if (found && found.at <= at) foundByBuyer[n] = (foundByBuyer[n] ?? 0) + 1;
      });
    } else if (found) {
      genuineAmber++;
      // A judgement has no red; should it ever get one, it is counted here.
      if (found.state !== "copied-likely") genuineRed++;
      for (const rule of found.rules) genuineRules[rule] = (genuineRules[rule] ?? 0) + 1;
    }
  }
  return { genuine: items - cloned, genuineAmber, genuineRed, genuineRules, cloned, foundByBuyer, byChannel, scans };
}

/** The first scan after which the code is not ordinary. */
function firstAmber({ scans, facts }: Life) {
  for (let at = 1; at < scans.length; at++) {
    const { state, reasons } = judgeScans(scans.slice(0, at + 1), scans[at]?.hour ?? 0, facts);
    if (state !== "ordinary") return { at, state, rules: reasons.map(({ rule }) => rule) };
  }
  return undefined;
}
