import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { groupSerial } from "#core/label/grouped.ts";
import type { UnitEvidence } from "#core/unit/form.ts";
import { recall } from "#core/work/batch.ts";
import { pack, unpack } from "#core/work/unit.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { type Client, connect } from "#scripts/client.ts";
import { sampleUnits } from "#scripts/sample/boxes.ts";
import { brand } from "#scripts/sample/cast.ts";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { launchBrowser, phone, relayed } from "./browser.ts";
import { decodeQr } from "./decode-qr.ts";
import { type Running, runSystem } from "./running.ts";

let running: Running;
let browser: Browser;
let client: Client;
beforeAll(async () => {
  [running, browser] = await Promise.all([runSystem(), launchBrowser()]);
  client = await connect(running.ready.service);
});
afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

const batch = () => new URL(running.ready.label).pathname.split("/")[4] ?? "";
type Answer = { unit: { lots: { recalled?: unknown }[] }; evidence: UnitEvidence };

/** What a scanner reads off the paper. */
async function printedCode(pdf: string): Promise<string | undefined> {
  await promisify(execFile)("pdftoppm", ["-r", "203", "-gray", "-png", "-singlefile", pdf, `${pdf}-page`]);
  return decodeQr(new Uint8Array(await readFile(`${pdf}-page.png`)));
}
/** Opens a box's address as a phone does and waits for a verdict. */
async function scan(url: string, change?: (answer: Answer) => void): Promise<Page> {
  const page = await (await browser.newContext(change ? relayed : phone)).newPage();
  if (change)
    await page.route("**/units/*", async (route) => {
      const answer = await route.fetch();
      const json = (await answer.json()) as Answer;
      change(json);
      await route.fulfill({ response: answer, json });
    });
  await page.goto(url);
  await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "尚未" }).waitFor();
  return page;
}
const headline = (page: Page) => page.getByRole("heading", { level: 1 }).textContent();
const close = (page: Page) => page.context().close();

describe("the code of a box", () => {
  it("says who packed how many of which labels, and that it speaks of the packing, not of now", async () => {
    const page = await scan(running.ready.box);
    expect(await headline(page)).toBe("装箱记录对得上");
    const text = (await page.getByRole("main").textContent()) ?? "";
    for (const fact of ["示例包装厂", "共 24 枚", "第 1–24 枚", `批次 ${batch()}`, "不是现在", "放进 24 枚"])
      expect(text).toContain(fact);
    expect(text).not.toContain(sampleSerials(batch(), 1)[0]);
    await page.getByText("示例数据").first().waitFor();
    await page.getByRole("button", { name: "EN" }).click();
    await page.getByRole("heading", { level: 1, name: "The packing record holds" }).waitFor();
    await close(page);
  });

  it("tells whoever has a pack's code whether it is one of them", async () => {
    const page = await scan(running.ready.box);
    const serials = sampleSerials(batch(), 25);
    for (const [serial = "", where] of [
      [serials[23], "登记在这一箱（这次发的第 24 枚）"],
      [serials[24], "没有登记在这一箱"],
    ] as const) {
      await page.getByLabel("袋上的 13 位码").fill(serial);
      await page.getByRole("button", { name: "查", exact: true }).click();
      await page.getByRole("status").filter({ hasText: where }).waitFor();
    }
    await page.getByRole("link", { name: groupSerial(serials[24] ?? "") }).click();
    await page.getByRole("heading", { level: 1, name: "查过的都没有问题" }).waitFor();
    await close(page);
  });

  it("leads from a pallet to its boxes, each checked on the phone", async () => {
    const page = await scan(running.ready.pallet);
    await expect.poll(() => page.getByText("记录对得上", { exact: true }).count()).toBe(2);
    const [first] = sampleUnits(batch()).boxes;
    await page.getByRole("link", { name: `打开箱 ${groupSerial(first)}` }).click();
    await page.getByText("登记放在托盘").waitFor();
    await close(page);
  });

  it("can be read with scripts off, and says that nothing was checked", async () => {
    const page = await (await browser.newContext({ ...phone, javaScriptEnabled: false })).newPage();
    await page.goto(running.ready.box);
    const text = (await page.getByRole("main").textContent()) ?? "";
    for (const words of ["示例包装厂", "24 枚标签", "不是现在箱里的样子", "没有在您的手机上核验", "示例数据"])
      expect(text).toContain(words);
    await close(page);
  });

  it.each([
    [
      "a label more than was signed",
      "不是登记过的装箱人签的",
      ({ evidence }: Answer) => {
        for (const { entry } of evidence.entries)
          if (entry.statement.type === "AggregationEvent" && entry.statement["liangji:labels"]?.[0]) {
            entry.statement["liangji:labels"][0].runs = [[0, 24]];
            entry.statement.childQuantityList = entry.statement.childQuantityList?.map((one) => ({
              ...one,
              quantity: 25,
            }));
          }
      },
    ],
    [
      "the record of another box",
      "拿来的是别的箱的记录",
      (answer: Answer) => {
        const { entries } = answer.evidence;
        entries.splice(
          0,
          entries.length,
          ...entries.filter(
            ({ entry }) => entry.statement.type !== "AggregationEvent" || entry.statement.childEPCs !== undefined,
          ),
        );
      },
    ],
    [
      "another log's signature",
      "不是这个品牌的账本",
      ({ evidence }: Answer) => {
        evidence.log.checkpoint = evidence.log.checkpoint.replace(
          /(— \S+ \S{12})(.)/,
          (_, before, one) => before + (one === "A" ? "B" : "A"),
        );
      },
    ],
  ])("refuses %s by name, and shows nothing of it", async (_, why, change) => {
    const page = await scan(running.ready.box, change);
    expect(await headline(page)).toBe("装箱记录对不上");
    const text = (await page.getByRole("main").textContent()) ?? "";
    expect(text).toContain(why);
    expect(text).not.toContain(batch());
    await close(page);
  });

  it("says plainly when a code was never recorded, or is mistyped", async () => {
    const [never = ""] = sampleSerials("nobody's box", 1);
    const page = await scan(`${running.ready.service}/u/${never}`);
    expect(await headline(page)).toBe("没有登记过这个箱码");
    await page.goto(`${running.ready.service}/u/${never.slice(0, 12)}${never.endsWith("0") ? "1" : "0"}`);
    await page.getByRole("heading", { level: 1, name: "箱码有一位对不上" }).waitFor();
    await close(page);
  });

  it("says when a box was taken apart", async () => {
    const packer = sampleAuthor("tea-packer");
    const [code = ""] = sampleSerials("taken apart", 1);
    const about = { site: "tea-packer", code };
    const { unit } = await client.get<{ unit: { lots: { product: string }[] } }>(
      `/units/${sampleUnits(batch()).boxes[0]}`,
    );
    const answer = await client.get<{ label: { mint: { root: string } } }>(
      `/evidence${new URL(running.ready.label).pathname}`,
    );
    const labels = [
      { product: unit.lots[0]?.product ?? "", batch: batch(), labelRoot: answer.label.mint.root, positions: [100] },
    ];
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString().replace(/\.\d+Z/, "Z");
    await client.perform(packer, [
      ...pack(brand.domain, { ...about, time: at(2), labels }),
      ...unpack(brand.domain, { ...about, time: at(1) }),
    ]);
    const page = await scan(`${running.ready.service}/u/${code}`);
    expect(await headline(page)).toBe("这一箱已经拆了");
    await close(page);
  });
});

describe("a packer at the desk", () => {
  let box = "";
  const desk = async (path: string, viewport = phone.viewport): Promise<Page> => {
    const page = await (await browser.newContext({ ...phone, viewport, acceptDownloads: true })).newPage();
    await page.goto(`${running.ready.console}#/sign-in/tea-packer/${sampleAuthor("tea-packer").pkcs8}`);
    await page.waitForURL(`${running.ready.console}#/`);
    await page.goto(`${running.ready.console}#/${path}`);
    return page;
  };
  const signed = async (page: Page, name: string): Promise<string> => {
    await page.getByRole("button", { name }).click();
    const outcome = page.locator(".outcome, .refused").first();
    await outcome.waitFor();
    return (await outcome.textContent()) ?? "";
  };

  it("scans packs into a box, prints its label, and the code on it opens what was packed", async () => {
    const page = await desk("boxes");
    const serials = sampleSerials(batch(), 203).slice(200);
    const list = page.getByLabel("袋上的码，一行一个（扫码枪、输入都行）");
    await list.fill([...serials, serials[0]].join("\n"));
    await page.getByText(`还不能签（${groupSerial(serials[0] ?? "")} 写了两遍）`).waitFor();
    await list.fill(serials.map((serial) => `${running.ready.service}/s/${serial}`).join("\n"));
    await page.getByText("3 枚标签的货").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await signed(page, "签名装箱")).toContain("已到账");
    await page.getByRole("link", { name: "打印箱标" }).click();
    await page.getByRole("img", { name: "印出来的样子" }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "PDF" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^liangji-box-[0-9A-Z]{13}\.pdf$/);
    box = download.suggestedFilename().slice(12, 25);
    const url = await printedCode(await download.path());
    expect(url).toBe(`${running.ready.service}/u/${box}`);
    const opened = await scan(url ?? "");
    expect(await opened.getByRole("main").textContent()).toContain("第 201–203 枚");
    await close(opened);
    await close(page);
  });

  it("is refused a pack that stands in another box already, and takes one out of the first", async () => {
    const page = await desk("boxes");
    await page.getByRole("radio", { name: "连着的一段" }).check();
    await page.getByLabel("从第几枚").fill("203");
    await page.getByLabel("到第几枚").fill("204");
    expect(await signed(page, "签名装箱")).toContain(`已经在 ${box} 里了`);
    await page.goto(`${running.ready.console}#/unbox/${box}`);
    await page.getByRole("radio", { name: "其中几个" }).check();
    await page.getByLabel("袋上的码，一行一个").fill(sampleSerials(batch(), 203)[202] ?? "");
    expect(await signed(page, "签名取出")).toContain("已到账");
    const opened = await scan(`${running.ready.service}/u/${box}`);
    expect(await opened.getByRole("main").textContent()).toContain("第 201–202 枚");
    await close(opened);
    await close(page);
  });

  it("loads boxes onto a pallet, which lists them", async () => {
    const page = await desk("boxes");
    await page.getByRole("radio", { name: "码一托" }).check();
    await page.getByLabel("箱码，一行一个（扫码枪、输入都行）").fill(box);
    expect(await signed(page, "签名码托")).toContain("已到账");
    const { units } = await client.get<{ units: { code: string; kind: string; count: number; parent: string }[] }>(
      `/units?batch=${batch()}`,
    );
    const pallet = units.find(({ code }) => code === box)?.parent;
    expect(units.find(({ code }) => code === pallet)).toMatchObject({ kind: "pallet", count: 2 });
    await close(page);
  });
});

describe("a recall", () => {
  it("lists the boxes and pallets that its goods stand in before anything is signed", async () => {
    const page = await (await browser.newContext(phone)).newPage();
    await page.goto(`${running.ready.console}#/sign-in/brand-operator/${sampleAuthor("brand-operator").pkcs8}`);
    await page.waitForURL(`${running.ready.console}#/`);
    await page.goto(`${running.ready.console}#/recall-order/batch/${batch()}`);
    await page.getByRole("heading", { name: "在哪些箱里（2 托，3 箱）" }).waitFor();
    const { boxes, pallet } = sampleUnits(batch());
    for (const code of [...boxes, pallet]) await page.getByRole("link", { name: groupSerial(code) }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await close(page);
  });

  it("turns the page of a box red, even if the service keeps silent about it", async () => {
    await client.perform(sampleAuthor("brand-operator"), recall(sha256, { batch: batch(), reason: "演示：封口不严" }));
    const page = await scan(running.ready.box);
    expect(await headline(page)).toBe("这一箱里有召回的货");
    expect(await page.locator(".band.alarm").textContent()).toContain("演示：封口不严");
    await close(page);
    const silent = await scan(running.ready.box, ({ unit }) => {
      for (const lot of unit.lots) delete lot.recalled;
    });
    expect(await headline(silent)).toBe("这一箱里有召回的货");
    await close(silent);
    const pallet = await scan(running.ready.pallet);
    await pallet.getByRole("heading", { level: 1, name: "这一托里有召回的货" }).waitFor();
    await close(pallet);
  });
});
