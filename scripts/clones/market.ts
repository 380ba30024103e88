import { type Cell, cellAt } from "#core/scan/cell.ts";
import { cities } from "#core/scan/cities.ts";
import type { Dice } from "./dice.ts";

/** Where buyers live: the cities that we know by name, weighted about as many millions as live there. What is not named weighs one. */
const millions: Readonly<Record<string, number>> = {
  北京: 22,
  上海: 25,
  天津: 14,
  重庆: 17,
  广州: 19,
  深圳: 18,
  成都: 21,
  杭州: 12,
  武汉: 12,
  西安: 13,
  南京: 9,
  郑州: 13,
  长沙: 10,
  沈阳: 9,
  青岛: 10,
  济南: 9,
  哈尔滨: 10,
  长春: 9,
  大连: 7,
  昆明: 8,
  贵阳: 6,
  南宁: 9,
  福州: 8,
  厦门: 5,
  合肥: 9,
  南昌: 6,
  石家庄: 11,
  太原: 5,
  温州: 10,
  海口: 3,
  香港: 7,
};
const places = cities.map(({ zh, at: [latitude, longitude] }) => ({
  cell: cellAt(latitude, longitude) ?? "",
  weight: millions[zh] ?? 1,
}));
const all = places.reduce((sum, { weight }) => sum + weight, 0);

/** A city for a buyer. */
export function somewhere(dice: Dice): Cell {
  let left = dice.roll() * all;
  for (const { cell, weight } of places) {
    left -= weight;
    if (left < 0) return cell;
  }
  return places[0]?.cell ?? "";
}

/** The island where a fifth of the products is meant to be sold, and nowhere else. */
export const island = { latitude: 19.2, longitude: 109.8, kilometres: 250 } as const;
const onIsland = ["n20e110", "n18e109", "n19e109"] as const;
export const somewhereOnIsland = (dice: Dice): Cell => onIsland[dice.whole(0, 2)] ?? onIsland[0];
