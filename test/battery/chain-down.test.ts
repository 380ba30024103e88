import { expect, it } from "vitest";
import { startService } from "#backend/service.ts";
import { connect } from "#scripts/client.ts";
import { gateTo } from "../backend/gate.ts";
import { prepareService } from "../backend/running.ts";
import { productEntry } from "./products.ts";
import { found } from "./scale.ts";

const BEGIN = Math.floor(Date.now() / 1000);
const CAPTURES = 12;

/** R8: without the chain capturing goes on, and afterwards one transaction brings everything. */
it.each([
  ["30 minutes", 1800],
  ["6 hours", 21_600],
  ["7 days", 604_800],
] as const)(
  "R8: takes every entry while the chain is away for %s, says since when, and catches up in one transaction",
  async (name, seconds) => {
    let now = BEGIN;
    const p = await prepareService(() => now);
    const gate = await gateTo(p.chain.url);
    const service = await startService({
      ...p.options,
      chainRpcUrls: [gate.url],
      clock: () => now,
      logLevel: "silent",
    });
    const client = await connect(service.url);
    await client.post("/entries", { entries: [productEntry("before")] });
    await service.anchorNow();
    const heightBefore = Number(await p.chain.request("eth_blockNumber", []));

    gate.shut();
    const first = now + 1;
    for (let n = 0; n < CAPTURES; n++) {
      now = n === 0 ? first : now + Math.floor(seconds / CAPTURES);
      await client.post("/entries", { entries: [productEntry(`away-${n}`)] });
      await expect(service.anchorNow()).rejects.toThrow();
    }
    expect(await client.get("/health")).toMatchObject({
      entries: 1 + CAPTURES,
      anchored: { size: 1, ageSeconds: now - BEGIN },
      waiting: { entries: CAPTURES, since: first },
      trouble: { why: "chain-unreachable" },
    });

    gate.open();
    await service.anchorNow();
    expect(await client.get("/log/anchors")).toMatchObject({ anchors: [{ size: 1 }, { size: 1 + CAPTURES }] });
    const blocks = Number(await p.chain.request("eth_blockNumber", [])) - heightBefore;
    expect(blocks).toBe(1);
    expect(await client.get("/health")).not.toHaveProperty("waiting");
    expect(await client.get("/health")).not.toHaveProperty("trouble");
    found("R8", { away: name, captured: CAPTURES, refused: 0, blocksToCatchUp: blocks });
    await service.close();
    await gate.close();
    await p.close();
  },
);
