import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellAt, cellsApart, middleOf } from "#core/scan/cell.ts";
import { cities, cityNear } from "#core/scan/cities.ts";
import { judgeScans } from "#core/scan/judge.ts";
import { scanRules } from "#core/scan/rules.ts";
import type { Scan, ScanFacts, ScanRule } from "#core/scan/scan.ts";

const cellOf = (name: string): string => {
  const [latitude = 0, longitude = 0] = cities.find(({ en }) => en === name)?.at ?? [];
  return cellAt(latitude, longitude) ?? "";
};
const [haikou, beijing, shanghai, chengdu, harbin, urumqi] = [
  "Haikou",
  "Beijing",
  "Shanghai",
  "Chengdu",
  "Harbin",
  "Urumqi",
].map(cellOf) as [string, string, string, string, string, string];
let networks = 0;
/** A scan from a network of its own. */
const at = (hour: number, cell?: string): Scan => ({ hour, token: `t${networks++}`, ...(cell && { cell }) });
const rulesOf = (scans: readonly Scan[], facts: ScanFacts = {}, now = scans.at(-1)?.hour ?? 0): ScanRule[] =>
  judgeScans(scans, now, facts).reasons.map(({ rule }) => rule);

describe("a cell", () => {
  it("is one degree wide, keeps nothing finer, and names what is no place as none", () => {
    expect(cellAt(19.2245, 109.4411)).toBe("n19e109");
    expect(cellAt(19.999, 109.0001)).toBe("n19e109");
    expect(cellAt(-0.5, -0.5)).toBe("s01w001");
    expect(cellAt(12, 180)).toBe("n12w180");
    for (const [latitude, longitude] of [
      [90, 0],
      [Number.NaN, 0],
      [0, 181],
      [0, Number.POSITIVE_INFINITY],
    ] as const)
      expect(cellAt(latitude, longitude)).toBeUndefined();
    expect(middleOf("n19e10")).toBeUndefined();
  });
  it("lies around every place in it", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -89.999, max: 89.999, noNaN: true }),
        fc.double({ min: -180, max: 179.999, noNaN: true }),
        (latitude, longitude) => {
          const [south = 99, west = 999] = middleOf(cellAt(latitude, longitude) ?? "") ?? [];
          return Math.abs(south - latitude) <= 0.5 && Math.abs(west - longitude) <= 0.5;
        },
      ),
    );
  });
  it("is as far from another as the map says, and has the name of a city near it or none", () => {
    expect(cellsApart(haikou, beijing)).toBeGreaterThan(2150);
    expect(cellsApart(haikou, beijing)).toBeLessThan(2400);
    expect(cellsApart(beijing, haikou)).toBe(cellsApart(haikou, beijing));
    expect(cityNear(haikou)?.zh).toBe("海口");
    expect(cityNear("n00w030")).toBeUndefined();
    for (const { en, at } of cities) expect(cityNear(cellAt(...at) ?? "")?.en, en).toBeDefined();
  });
});

describe("the clone rules", () => {
  it("three places in 24 hours are copies, in 25 hours they are not", () => {
    expect(rulesOf([at(100, haikou), at(110, beijing), at(123, chengdu)])).toEqual(["places-in-a-day"]);
    expect(rulesOf([at(100, haikou), at(110, beijing), at(124, chengdu)])).toEqual([]);
  });
  it("say which places, and take two sides of a border for one", () => {
    expect(judgeScans([at(100, haikou), at(101, "n19e109"), at(110, beijing)], 110)).toEqual({
      state: "ordinary",
      reasons: [],
    });
    expect(judgeScans([at(100, haikou), at(110, beijing), at(111, shanghai)], 111).reasons).toEqual([
      { rule: "places-in-a-day", hours: 24, places: [haikou, beijing, shanghai] },
    ]);
  });
  it("let one network scan as often as it likes, and a household over weeks", () => {
    const home = at(1, haikou);
    expect(rulesOf(Array.from({ length: 60 }, (_, n) => ({ ...home, hour: n })))).toEqual([]);
    expect(rulesOf(Array.from({ length: 17 }, (_, n) => at(n * 24, haikou)))).toEqual([]);
    expect(rulesOf(Array.from({ length: 18 }, (_, n) => at(n * 24, haikou)))).toEqual(["many-networks"]);
  });
  it("are content with fewer networks the more places there are", () => {
    const scans = (count: number, where: readonly string[]) =>
      Array.from({ length: count }, (_, n) => at(n * 240, where[Math.floor((n * where.length) / count)]));
    const far = [haikou, beijing, chengdu, harbin, urumqi];
    scanRules.manyNetworks.byPlaces.forEach((enough, n) => {
      const where = far.slice(0, n + 1);
      expect(rulesOf(scans(enough - 1, where), {}, 4000), `${enough - 1} at ${n + 1}`).toEqual([]);
      expect(rulesOf(scans(enough, where), {}, 4000), `${enough} at ${n + 1}`).toContain("many-networks");
    });
  });
  it("see a pack that goes to and fro, but not one network that is registered elsewhere", () => {
    const days = (...cells: string[]) => cells.map((cell, n) => at(n * 72, cell));
    expect(rulesOf(days(haikou, haikou, beijing, beijing, haikou, haikou))).toEqual([]);
    expect(
      rulesOf(days(haikou, haikou, beijing, haikou, haikou, chengdu, haikou, haikou, beijing, haikou, haikou)),
    ).toEqual([]);
    const twice = [haikou, beijing, haikou, beijing, haikou, beijing].flatMap((cell) => [cell, cell]);
    expect(rulesOf(days(...twice))).toEqual(["to-and-fro"]);
  });
  it("see what no traveller can do, when it happens three times", () => {
    const jumps = [at(100, haikou), at(101, urumqi), at(102, haikou), at(103, urumqi)];
    expect(rulesOf(jumps.slice(0, 3))).toEqual([]);
    expect(judgeScans(jumps, 103).reasons).toEqual([
      { rule: "too-fast", jumps: 3, kilometres: cellsApart(haikou, urumqi), hours: 2, places: [haikou, urumqi] },
    ]);
    expect(rulesOf([at(100, haikou), at(106, urumqi), at(112, haikou), at(118, urumqi)])).toEqual([]);
  });
  it("expect an opened pack to stay where it was opened, or to go to one other place", () => {
    const scans = [at(10, haikou), at(200, beijing), at(250, beijing), at(500, chengdu), at(550, chengdu)];
    const claimed = { hour: 10, cell: haikou };
    expect(rulesOf(scans.slice(0, 3), { claimed })).toEqual([]);
    expect(rulesOf(scans, { claimed })).toEqual(["after-opening"]);
    expect(rulesOf(scans, { claimed: { hour: 600, cell: haikou } })).toEqual([]);
    expect(rulesOf(scans, { claimed: { hour: 12 } }), "opened where it was scanned last").toEqual(["after-opening"]);
    expect(rulesOf(scans, { claimed: { hour: 210 } }), "opened in Beijing").toEqual([]);
    expect(rulesOf(scans, { claimed: { hour: 9 } }), "opened before any scan").toEqual([]);
  });
  it("expect a product of one region not to turn up in three places outside it", () => {
    const sold = { latitude: 19.2, longitude: 109.8, kilometres: 250 };
    const scans = [at(10, haikou), at(200, beijing), at(400, chengdu), at(600, harbin)];
    expect(rulesOf(scans.slice(0, 3), { sold })).toEqual([]);
    expect(rulesOf(scans, { sold })).toEqual(["outside-region"]);
    expect(rulesOf(scans)).toEqual([]);
  });
  it("forget what is older than the window", () => {
    const scans = [at(100, haikou), at(101, beijing), at(102, chengdu)];
    expect(rulesOf(scans, {}, 102 + 180 * 24 - 3)).toEqual(["places-in-a-day"]);
    expect(rulesOf(scans, {}, 102 + 180 * 24)).toEqual([]);
  });
  it("never find anything where places are not known and few networks scan", () => {
    expect(rulesOf(Array.from({ length: 17 }, (_, n) => at(n)))).toEqual([]);
  });
});

const scansOfOneCode = fc.array(fc.tuple(fc.nat(400), fc.nat(5), fc.nat(8)), { maxLength: 30 }).map((drawn) =>
  drawn
    .map(([hour, place, network]): Scan => {
      const cell = [haikou, beijing, shanghai, chengdu, harbin, urumqi][place];
      return { hour, token: `${network}/${Math.floor(hour / 24)}`, ...(cell && { cell }) };
    })
    .sort((a, b) => a.hour - b.hour),
);

describe("any scans", () => {
  it("are judged by the day as by looking at every hour of it", () => {
    fc.assert(
      fc.property(scansOfOneCode, (scans) => {
        const slowly = Array.from({ length: 430 }, (_, hour) => {
          const seen = scans.filter((one) => one.hour <= hour && one.hour > hour - 24).map(({ cell }) => cell);
          return new Set(seen).size;
        });
        expect(rulesOf(scans).includes("places-in-a-day")).toBe(Math.max(0, ...slowly) >= 3);
      }),
    );
  });
  it("are amber or ordinary, amber exactly when there is a reason, and a scan of a known network changes no count of networks", () => {
    fc.assert(
      fc.property(scansOfOneCode, (scans) => {
        const { state, reasons } = judgeScans(scans, 430);
        expect(state).toBe(reasons.length > 0 ? "copied-likely" : "ordinary");
        const last = scans.at(-1);
        const networksIn = (all: readonly Scan[]) =>
          judgeScans(all, 430).reasons.flatMap((one) => (one.rule === "many-networks" ? [one.networks] : []));
        if (last) expect(networksIn([...scans, last])).toEqual(networksIn(scans));
      }),
    );
  });
});
