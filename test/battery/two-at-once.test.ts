import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "#scripts/client.ts";
import { type Ground, type Life, layGround } from "./life.ts";
import { productEntry } from "./products.ts";
import { found, times } from "./scale.ts";

let ground: Ground;
beforeAll(async () => {
  ground = await layGround();
});
afterAll(() => ground.close());

const checkpoint = async (url: string) => (await fetch(`${url}/log/checkpoint`)).text();

it("R14: of two that are started on one folder one serves, the other says so in one sentence and leaves", async () => {
  const starts = times(50);
  const wins = [0, 0];
  let size = 0;
  for (let n = 0; n < starts; n++) {
    const pair = await Promise.all([ground.begin(), ground.begin()]);
    const urls = await Promise.all(pair.map(({ url }) => url));
    const winner = urls.findIndex((url) => url !== undefined);
    const [served, refused] = [pair[winner] as Life, pair[1 - winner] as Life];
    expect(urls[1 - winner]).toBeUndefined();
    const { code, said } = await refused.ended;
    expect(code).toBe(1);
    expect(said).toMatch(/^数据文件夹 .* 正在使用：.*DATA_DIR.*\. *\n$/);
    wins[winner] = (wins[winner] ?? 0) + 1;

    const url = urls[winner] ?? "";
    expect((await checkpoint(url)).split("\n")[1]).toBe(String(size));
    await (await connect(url)).post("/entries", { entries: [productEntry(`tea-${n}`)] });
    size += 1;
    expect((await checkpoint(url)).split("\n")[1]).toBe(String(size));
    await served.kill(n % 2 === 0 ? "SIGKILL" : "SIGTERM");
  }
  found("R14", { starts, served: starts, refused: starts, firstWon: wins[0] ?? 0, secondWon: wins[1] ?? 0 });
});
