import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admit } from "#core/work/people.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { connect } from "#scripts/client.ts";
import { type Desk, openDesk, phone, visit } from "./desk.ts";

let desk: Desk;
let service: string;
beforeAll(async () => {
  desk = await openDesk();
  service = new URL(desk.url).origin;
  const client = await connect(service);
  const now = Math.floor(Date.now() / 1000);
  const neighbour = admit(sha256, {
    subject: "tea-garden-2",
    name: { zh: "示例茶场二", en: "Sample tea garden 2" },
    roles: ["grower"],
    publicKey: sampleAuthor("tea-garden-2").publicKey,
    verifier: client.policy.chain.contracts.WebCryptoP256Verifier,
    validFrom: now - 86_400,
    validTo: now + 86_400 * 365,
    occurredAt: new Date((now - 60) * 1000).toISOString().replace(".000", ""),
  });
  await client.perform(sampleAuthor("brand-operator"), neighbour);
});
afterAll(() => desk?.close());

async function sign(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name, exact: true }).click();
  const outcome = page.locator(".outcome, .refused");
  await outcome.first().waitFor({ timeout: 60_000 });
  return ((await outcome.first().textContent()) ?? "").replaceAll(/\s+/g, " ");
}
type Batch = { batch: string; keeper: string; nextHolder: string; leftGrams: number; lostGrams: number };
const batchOf = async (id: string): Promise<Batch> => (await (await fetch(`${service}/batches/${id}`)).json()) as Batch;

/** Picks on a plot, promises it and closes it for the factory; returns the batch. */
async function harvest(page: Page, plot: string, kg: string): Promise<string> {
  await visit(page, desk.url, "harvest");
  await page.getByRole("checkbox", { name: plot }).check();
  await page.getByLabel(`${plot}的鲜叶重量`).fill(kg);
  const said = (await page.locator(".commitment").textContent()) ?? "";
  const leaf = /批次 (\S+?)，/.exec(said)?.[1] ?? "";
  expect(await sign(page, "签名并保存")).toMatch(/已上链/);
  await page.getByRole("link", { name: "开合格证" }).click();
  await page.getByLabel("联系方式").fill("0898-0000-0000");
  expect(await sign(page, "签名并开具")).toMatch(/开合格证.*已到账/);
  await visit(page, desk.url, `close/${leaf}`);
  await page.getByText("共 1 条记录").waitFor();
  expect(await sign(page, "签名并封账")).toMatch(/已上链/);
  return leaf;
}

describe("goods and quota change hands by two signatures", () => {
  let leaf = "";

  it("what the factory does not take stays with the grower, who reads why and offers it again", async () => {
    const grower = await desk.signIn("tea-garden-1", phone);
    leaf = await harvest(grower, "地块四", "20");
    const factory = await desk.signIn("tea-factory", phone);
    await visit(factory, desk.url, "receive");
    await factory.getByText("不收这一批").click();
    await factory.getByLabel("为什么不收（会公开）").fill("示例：叶子湿。");
    expect(await sign(factory, "签名不收")).toMatch(/已上链/);
    expect(await batchOf(leaf)).toMatchObject({ keeper: "tea-garden-1", nextHolder: "", leftGrams: 20_000 });
    await visit(grower, desk.url, `hand/${leaf}`);
    await grower.getByText("上次没有收：示例：叶子湿。").waitFor();
    await grower.getByLabel("交给谁").selectOption("tea-factory");
    expect(await sign(grower, "签名并保存")).toMatch(/已上链/);
    expect(await batchOf(leaf)).toMatchObject({ keeper: "tea-garden-1", nextHolder: "tea-factory" });
  });

  it("the scale counts: the difference is shown, signed and lost; then the goods are the factory's alone", async () => {
    const page = await desk.signIn("tea-factory", phone);
    await visit(page, desk.url, "receive");
    await page.getByLabel("秤上的重量").fill("19.9");
    await page.getByText("比送货单少 0.1 kg（0.5 %）").waitFor();
    expect(await sign(page, "签名并保存")).toMatch(/已到账.*已上链/);
    expect(await batchOf(leaf)).toMatchObject({
      keeper: "tea-factory",
      nextHolder: "",
      leftGrams: 19_900,
      lostGrams: 100,
    });
    await visit(page, desk.url, `hand/${leaf}`);
    await page.getByRole("radio", { name: "记损耗" }).check();
    await page.getByLabel("多少").fill("20");
    await page.getByLabel("原因（会公开）").fill("示例：发霉。");
    await page.getByRole("button", { name: "还不能签（没有这么多）" }).waitFor();
    await page.getByLabel("多少").fill("0.4");
    expect(await sign(page, "签名并保存")).toMatch(/已上链/);
    expect(await batchOf(leaf)).toMatchObject({ leftGrams: 19_500, lostGrams: 500 });
  });

  it("quota is passed on by two signatures; the taker picks it, and not a gram more", async () => {
    const grower = await desk.signIn("tea-garden-1", phone);
    await visit(grower, desk.url, "quota");
    await grower.getByLabel("哪块地").selectOption("plot-4");
    await grower.getByLabel("转给谁").selectOption("tea-garden-2");
    await grower.getByLabel("转多少").fill("3");
    expect(await sign(grower, "签名转出")).toMatch(/已上链/);
    const page = await desk.signIn("tea-garden-2", phone);
    await visit(page, desk.url, "quota");
    expect(await sign(page, "签名接过来")).toMatch(/已上链/);
    await visit(page, desk.url, "harvest");
    await page.getByRole("checkbox", { name: "地块四" }).check();
    await page.getByLabel("地块四的鲜叶重量").fill("3.001");
    await page.getByRole("button", { name: "还不能签（地块四只还能采 3.0 kg）" }).waitFor();
    const foreign = await harvest(page, "地块四", "3");
    expect(await batchOf(foreign)).toMatchObject({ keeper: "tea-garden-2", leftGrams: 3000 });
    await visit(page, desk.url, "quota");
    await page.getByText("您名下没有额度。").waitFor();
  });
});
