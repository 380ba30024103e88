import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTagKeys } from "#backend/tags/keys.ts";
import { fromHex, hex } from "#core/bytes.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import { headIn } from "#core/evidence/verify-line.ts";
import { labelRoot } from "#core/label/tree.ts";
import { recall } from "#core/work/batch.ts";
import { setStatus } from "#core/work/certificate.ts";
import { voidLabels } from "#core/work/labels.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { type Client, connect } from "#scripts/client.ts";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { sampleHiddenCode } from "#scripts/sample/story.ts";
import { virtualTag } from "../core/virtual-tag.ts";
import { launchBrowser, phone } from "./browser.ts";
import { decodeQr } from "./decode-qr.ts";
import { type Running, runSystem } from "./running.ts";
import { scanWith, seal } from "./scanning.ts";

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

const path = () => new URL(running.ready.label).pathname;
const batch = () => path().split("/")[4] ?? "";

const scan = (url: string, prepare?: (page: Page) => Promise<void>) => scanWith(browser, url, prepare);
/** Changes one thing in the evidence on its way to the phone, as a forger in between would. */
const forged = (change: (bundle: Record<string, never>) => void) => async (page: Page) => {
  await page.route("**/evidence/**", async (route) => {
    const answer = await route.fetch();
    const bundle = (await answer.json()) as Record<string, never>;
    change(bundle);
    await route.fulfill({ response: answer, json: bundle });
  });
};

describe("a buyer scans a printed label", () => {
  it("reads the code from the printed picture, opens it, and sees three verdicts", async () => {
    const png = new Uint8Array(await (await fetch(`${running.ready.service}/labels${path()}.png`)).arrayBuffer());
    const url = await decodeQr(png);
    expect(url).toBe(running.ready.label);
    const page = await scan(url ?? "");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("查过的都没有问题");
    await expect.poll(() => seal(page, "记录：通过").count()).toBe(1);
    expect(await seal(page, "此码：通过").count()).toBe(1);
    expect(await seal(page, "实物：未查").count()).toBe(1);
    expect(await page.getByText("示例数据").first().isVisible()).toBe(true);
    await page.getByRole("button", { name: "EN", exact: false }).click();
    await page.getByRole("heading", { level: 1, name: /All we could check is in order/ }).waitFor();
    await page.context().close();
  });

  it("asks the chain through this host in packed requests", async () => {
    const page = await browser.newPage(phone);
    const packed: (string | undefined)[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/rpc")) packed.push(request.headers()["content-encoding"]);
    });
    await page.goto(running.ready.label);
    await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "尚未" }).waitFor();
    expect(new Set(packed)).toEqual(new Set(["gzip"]));
    await page.close();
  });

  it("sees plots, steps with dates, test results against limits, and the certificate when packed and now", async () => {
    const page = await scan(running.ready.label);
    for (const heading of ["长在哪里", "经过了什么", "检测了什么", "谁认证的", "产得出这么多吗"])
      await page.getByRole("heading", { level: 2, name: heading }).waitFor();
    const text = ((await page.getByRole("main").textContent()) ?? "").replaceAll("\u00a0", " ");
    for (const fact of ["地块一", "189.0 kg", "杀青", "840", "联苯菊酯", "0.12", "未检出", "示例品质认证", "装袋时"])
      expect(text).toContain(fact);
    expect(text).not.toContain("undefined");
    await page.context().close();
  });

  it("sees the server's words, and that nothing was checked, with scripts off", async () => {
    const context = await browser.newContext({ ...phone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(running.ready.label);
    const text = (await page.getByRole("main").textContent()) ?? "";
    expect(text).toContain("示例绿茶");
    expect(text).toContain("示例数据");
    expect(text).toContain("尚未在您的手机上核验");
    await context.close();
  });
});

describe("who vouches for the page of the log", () => {
  const sheetOf = async (page: Page): Promise<string> => {
    await seal(page, "记录：").click();
    const sheet = page.getByRole("dialog");
    await sheet.getByText("上链证明有验证节点签封").waitFor();
    return (await sheet.textContent()) ?? "";
  };
  it("is told behind the seal: nodes first, and the validators' seals confirm them a moment later", async () => {
    const page = await scan(running.ready.label);
    expect(await sheetOf(page)).toContain("账页已上链：1 个链上节点里 1 个这么说");
    await page
      .getByRole("listitem")
      .filter({ hasText: "上链证明有验证节点签封" })
      .and(page.locator(".passed"))
      .waitFor();
    await page.context().close();
  });
  it("is the validators alone when no node answers", async () => {
    const page = await scan(
      running.ready.label,
      async (page) => void (await page.route("**/rpc", (route) => route.abort())),
    );
    expect(await sheetOf(page)).toContain("账页已上链：4 个验证节点里 3 个签封，凭存储证明");
    await page.context().close();
  });
  it("turns the verdict when the seals are wrong, though the nodes answer", async () => {
    const page = await scan(
      running.ready.label,
      forged((bundle) => {
        const { headers } = bundle.anchorProof as unknown as { headers: string[] };
        const header = Buffer.from(headers[0] ?? "", "base64");
        header.writeUInt8((header[header.length - 60] ?? 0) ^ 1, header.length - 60);
        headers[0] = header.toString("base64");
      }),
    );
    await page.getByRole("heading", { level: 1 }).filter({ hasText: "记录对不上" }).waitFor();
    expect(await seal(page, "记录：不通过，与链上对不上").count()).toBe(1);
    await page.context().close();
  });
});

describe("a forgery", () => {
  it("shows nothing as fact when one figure of an entry was changed", async () => {
    const page = await scan(
      running.ready.label,
      forged((bundle) => {
        const entries = bundle.entries as unknown as {
          entry: { statement: { quantityList?: { quantity: number }[] } };
        }[];
        const picked = entries.find(({ entry }) => entry.statement.quantityList)?.entry.statement.quantityList?.[0];
        if (picked) picked.quantity += 1;
      }),
    );
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("记录对不上");
    expect(await seal(page, "记录：不通过，签名不对").count()).toBe(1);
    expect(await page.getByText("189.0 kg").count()).toBe(0);
    await page.context().close();
  });
  it("names the log when the proof comes from another one", async () => {
    const page = await scan(
      running.ready.label,
      forged((bundle) => {
        (bundle.log as unknown as { origin: string }).origin = "log.other.example/1";
      }),
    );
    expect(await seal(page, "记录：不通过，不是这本账").count()).toBe(1);
    await page.context().close();
  });
  it("says that a code nobody minted was never issued", async () => {
    const page = await scan(running.ready.label.replace(/[^/]+$/, sampleSerials("another-batch", 1)[0] ?? ""));
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("没有发过");
    await page.context().close();
  });
  it("does not take a code that the mint's root does not hold", async () => {
    const page = await scan(
      running.ready.label,
      forged((bundle) => {
        (bundle.label as unknown as { mint: { index: number } }).mint.index = 7;
      }),
    );
    expect(await seal(page, "此码：不通过，没有发过").count()).toBe(1);
    await page.context().close();
  });
});

describe("no news", () => {
  it("draws no conclusion when no chain node answers", async () => {
    const page = await scan(
      running.ready.label,
      async (page) => void (await page.route("**/rpc", (route) => route.abort())),
    );
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("现在下不了结论");
    expect(await seal(page, "此码：未知").count()).toBe(1);
    await page.context().close();
  });
});

describe("a code under the scratch layer", () => {
  const enter = async (page: Page, code: string) => {
    await page.getByLabel("暗码", { exact: true }).fill(code);
    await page.getByRole("button", { name: "核对" }).click();
  };
  it("is first once, checked by the phone itself; the buyer of a pack that was refilled is told when, and can say so", async () => {
    const code = sampleHiddenCode(batch(), 0);
    const owner = await scan(running.ready.label);
    await enter(owner, sampleHiddenCode(batch(), 1));
    await owner.getByText("今天还能试 4 次").waitFor();
    await owner.getByLabel("您在哪里").selectOption({ label: "海南" });
    await enter(owner, ` ${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`);
    await owner.getByRole("heading", { name: "头一次核对" }).waitFor();
    expect(await owner.getByRole("link", { name: "存下回执" }).getAttribute("href")).toContain(
      encodeURIComponent(`hidden code first redeemed/v1\n${path()}\n`),
    );
    const next = await scan(running.ready.label);
    await enter(next, code);
    await next.getByRole("heading", { name: "以前核对过，这是第 2 次" }).waitFor();
    expect(await next.getByText("有人说在海南").count()).toBe(1);
    await next.getByRole("button", { name: "不是，报告" }).click();
    await next.getByText("请留着包装和小票").waitFor();
  });

  it("is not believed when the service says yes to a code that was never committed", async () => {
    const page = await scan(running.ready.label, async (page) => {
      await page.route("**/redemptions", async (route) => {
        const real = { ...route.request().postDataJSON(), code: sampleHiddenCode(batch(), 0) };
        await route.fulfill({ response: await route.fetch({ postData: JSON.stringify(real) }) });
      });
    });
    await enter(page, sampleHiddenCode(batch(), 2));
    await page.getByText("链上的根却对不上，不能采信").waitFor();
  });
});

describe("a seal tag over the opening", () => {
  let tag: ReturnType<typeof virtualTag>;
  const tapped = (counter: number, loop: string, from = tag) =>
    scan(`${running.ready.label}?${new URLSearchParams(from.tap(counter, loop) as Record<string, string>)}`);

  it("is put to its label by the packer, who pastes what the tagging machine exports and signs", async () => {
    tag = virtualTag(openTagKeys(running.dataDir), fromHex("04a1b2c3d4e500"));
    const page = await (await browser.newContext(phone)).newPage();
    await page.goto(`${running.ready.console}#/sign-in/tea-packer/${sampleAuthor("tea-packer").pkcs8}`);
    await page.waitForURL(`${running.ready.console}#/`);
    await page.goto(`${running.ready.console}#/tags/${batch()}`);
    const list = page.getByLabel("一行一对");
    const machine = tag.uid.match(/../g)?.join(":").toLowerCase();
    await list.fill(`${running.ready.label}\t${machine}\n${running.ready.label}\t${machine}`);
    await page.getByText("第 2 行的码或封签前面已经有了").waitFor();
    await list.fill(`${running.ready.label}\t${machine}`);
    await page.getByRole("button", { name: "签名登记" }).click();
    const paired = Number(/第 (\d+) 行/.exec((await page.getByText(/已到账，第 \d+ 行/).textContent()) ?? "")?.[1]);
    await page.context().close();
    // A phone learns of the pair once witnesses cosigned a page that has it.
    const held = async () => headIn(await client.get<Bundle>(`/evidence${path()}`)).size;
    await expect.poll(held).toBeGreaterThan(paired);
  });

  it("answers for the whole pack, as the server's word, and turns no seal green", async () => {
    const page = await tapped(1, "CC");
    await page.getByRole("heading", { name: "封签怎么说" }).waitFor();
    for (const said of ["封签刚刚应答", "没有断过", "把这枚封签配给了这枚标签", "只能算它说的话"])
      await page.getByText(said).first().waitFor();
    expect(await seal(page, "实物：未查").count()).toBe(1);
    await page.context().close();
    const copied = await tapped(1, "CC");
    await copied.getByText("这是用过的旧链接").waitFor();
    await copied.context().close();
  });

  it("tells the buyer of a pack that was opened, refilled and sold again when it was opened, and what to do", async () => {
    const owner = await tapped(2, "OO");
    await owner.getByRole("heading", { level: 1, name: "这袋以前打开过" }).waitFor();
    await owner.context().close();
    const buyer = await tapped(3, "OC");
    const headline = buyer.getByRole("heading", { level: 1, name: "这袋以前打开过" });
    await headline.waitFor();
    await buyer.getByText("刚买来就这样：可能换过里面的东西，先别喝").waitFor();
    await buyer.getByText(/封签断了，第一次报告在 \d{4}-\d\d-\d\d \d\d 时/).waitFor();
    await seal(buyer, "实物").click();
    await buyer.getByRole("dialog").getByText("封签断过").waitFor();
    await buyer.context().close();
  });

  it("taken off another pack is not this one's", async () => {
    const page = await tapped(1, "CC", virtualTag(openTagKeys(running.dataDir), fromHex("04a1b2c3d4e5ff")));
    await page.getByRole("heading", { level: 1, name: "封签不是这袋的" }).waitFor();
    await page.context().close();
  });
});

describe("what happens after packing", () => {
  it("shows a voided code as void, and its neighbour as good", async () => {
    const serials = sampleSerials(batch(), 840);
    const root = `0x${hex(labelRoot(sha256, batch(), serials))}`;
    await client.perform(
      sampleAuthor("tea-packer"),
      voidLabels({ root, indexes: [5], cause: "void", reason: "印坏了" }),
    );
    const page = await scan(running.ready.label.replace(/[^/]+$/, serials[5] ?? ""));
    expect(await seal(page, "此码：不通过，已作废").count()).toBe(1);
    const neighbour = await scan(running.ready.label.replace(/[^/]+$/, serials[6] ?? ""));
    expect(await seal(neighbour, "此码：通过").count()).toBe(1);
    await page.context().close();
    await neighbour.context().close();
  });
  it("shows a certificate withdrawn after packing in both states, with the reason", async () => {
    await client.perform(
      sampleAuthor("certification-body"),
      setStatus(sha256, { certificate: "cert-0001", state: "withdrawn", reason: "跟踪检查发现不符合" }),
    );
    const page = await scan(running.ready.label);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("认证现在撤销了");
    await page.getByRole("heading", { level: 2, name: "谁认证的" }).waitFor();
    const text = (await page.getByRole("main").textContent()) ?? "";
    for (const word of ["有效", "撤销", "跟踪检查发现不符合"]) expect(text).toContain(word);
    await page.context().close();
  });
  it("puts a recall first, with what to do, at the next scan", async () => {
    await client.perform(sampleAuthor("regulator"), recall(sha256, { batch: batch(), reason: "复检一项农药残留超限" }));
    const page = await scan(running.ready.label);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("已召回，不要喝");
    expect(await seal(page, "此码：不通过，本批已召回").count()).toBe(1);
    expect((await page.getByRole("main").textContent()) ?? "").toContain("复检一项农药残留超限");
    await page.context().close();
  });
});
