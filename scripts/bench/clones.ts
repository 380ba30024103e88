import { scanRules } from "#core/scan/rules.ts";
import { assumptions } from "../clones/lives.ts";
import { simulate } from "../clones/simulate.ts";
import { machine } from "./machine.ts";

const ITEMS = 1_000_000;
/** The same with more of what misleads: what the figures rest on. */
const harder = { ...assumptions, misplaced: 0.02, sharedInAGroup: 0.001, travels: 0.06, gifts: 0.16 };

const percent = (part: number, of: number): number => Number(((100 * part) / of).toFixed(4));

function figuresOf(items: number, assumed: typeof harder | typeof assumptions) {
  const began = performance.now();
  const told = simulate(items, assumed);
  const { genuine, genuineAmber, genuineRed, cloned, foundByBuyer, byChannel, scans, genuineRules } = told;
  return {
    packs: items,
    scans,
    genuine: { packs: genuine, amber: genuineAmber, amberPercent: percent(genuineAmber, genuine), red: genuineRed },
    genuineRules,
    cloned: {
      codes: cloned,
      foundPercentByBuyer: foundByBuyer.map((found) => percent(found, cloned)),
      byChannel: Object.fromEntries(
        Object.entries(byChannel).map(([channel, { cloned, found }]) => [
          channel,
          { codes: cloned, foundPercent: percent(found, cloned) },
        ]),
      ),
    },
    microsecondsAScan: Number((((performance.now() - began) * 1000) / scans).toFixed(2)),
  };
}

/** What the clone rules find, and whom they suspect wrongly; --quick: a tenth. */
export async function bench(args: readonly string[]) {
  const items = args.includes("--quick") ? ITEMS / 10 : ITEMS;
  return {
    machine: machine(),
    rules: scanRules,
    assumed: figuresOf(items, assumptions),
    harder: { changed: harder, ...figuresOf(items, harder) },
  };
}
