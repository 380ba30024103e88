import { afterAll, beforeAll, expect, it } from "vitest";
import { openLogKey } from "#backend/log/key.ts";
import { ORIGIN } from "../backend/running.ts";
import { diceOf } from "./dice.ts";
import { foreignTree, isConsistent } from "./foreign-tree.ts";
import { type Ground, layGround } from "./life.ts";
import { load } from "./load.ts";
import { readerOf } from "./reader.ts";
import { found, times } from "./scale.ts";

const SEED = 20_261_128;
const LONGEST_LIFE_MS = 600;
/** Acknowledged before a kill, in the middle: below this the kills would hit a service that has little to lose. */
const LEAST_PER_LIFE = 20;
const LONGEST_PER_KILL_MS = 12_000;

let ground: Ground;
beforeAll(async () => {
  ground = await layGround();
});
afterAll(() => ground.close());

it(
  "R1: killed at any instant, it has all that it acknowledged, and no checkpoint contradicts an earlier one",
  async () => {
    const dice = diceOf(SEED);
    const [kills, doubleKills] = [times(500), times(50)];
    const people = load("tea");
    let [serving, slowestStart, early] = [0, 0, 0];
    for (let n = 0; n < kills; n++) {
      if (n % Math.round(kills / doubleKills) === 0) {
        // A second kill, while the service still recovers from the first.
        const life = await ground.begin();
        const cut = setTimeout(() => life.kill(), dice.below(Math.max(slowestStart, 1)));
        if ((await life.url) === undefined) early += 1;
        clearTimeout(cut);
        await life.kill();
      }
      const started = performance.now();
      const life = await ground.begin();
      const url = await life.url;
      if (url === undefined) throw new Error(`seed ${SEED}, life ${n}: ${(await life.ended).said}`);
      const up = performance.now();
      slowestStart = Math.max(slowestStart, up - started);
      setTimeout(() => life.kill(), dice.below(LONGEST_LIFE_MS));
      await people.on(url);
      await life.ended;
      serving += performance.now() - up;
    }
    const perSecond = Math.round((people.acknowledged.size * 1000) / serving);

    const last = await ground.begin();
    const url = (await last.url) ?? "";
    const reader = readerOf(openLogKey(ground.folder, ORIGIN).vkey);
    const head = reader.checkpoint(await (await fetch(`${url}/log/checkpoint`)).text());
    const leaves = await reader.entries(url, head.size);
    await last.kill();
    let lost = 0;
    for (const [index, { leaf }] of people.acknowledged) if (!leaves[index]?.equals(leaf)) lost += 1;
    expect([lost, new Set(leaves.map((leaf) => leaf.toString())).size], `seed ${SEED}`).toEqual([0, leaves.length]);

    const tree = foreignTree(leaves);
    const served = [...people.checkpoints.map(reader.checkpoint), head];
    for (const [n, one] of served.entries()) {
      const before = served[n - 1];
      expect(one.root.equals(tree.root(one.size)), `seed ${SEED}, size ${one.size}`).toBe(true);
      if (!before || before.size === 0) continue;
      expect(one.size).toBeGreaterThanOrEqual(before.size);
      expect(isConsistent(before, one, tree.consistency(before.size, one.size))).toBe(true);
    }
    found("R1", {
      kills,
      doubleKills,
      early,
      acknowledged: people.acknowledged.size,
      lost,
      perSecond,
      entries: head.size,
      checkpoints: served.length,
      slowestStartMs: Math.round(slowestStart),
      seed: SEED,
    });
    expect(people.acknowledged.size / kills).toBeGreaterThanOrEqual(LEAST_PER_LIFE);
  },
  times(500) * LONGEST_PER_KILL_MS,
);
