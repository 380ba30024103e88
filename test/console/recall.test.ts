import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptBatch, offerBatch } from "#core/work/batch.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { connect } from "#scripts/client.ts";
import { type Desk, desk as onDesk, openDesk, phone, visit } from "./desk.ts";

/** The sample: 189 kg of leaf become 42.3 kg of tea, of which 42 kg are packed: 0.3 kg of tea are left, nothing of the leaf. */
const PRODUCED = "42.3 kg";
let desk: Desk;
let service: string;
beforeAll(async () => {
  desk = await openDesk();
  service = new URL(desk.url).origin;
  // The packer gives back what it did not pack: the two hold some of it each.
  const client = await connect(service);
  const { batches } = await client.get<{ batches: { batch: string; product: string }[] }>("/batches");
  const tea = batches.find(({ product }) => product === "made-tea")?.batch ?? "";
  await client.perform(sampleAuthor("tea-packer"), offerBatch(sha256, { batch: tea, nextHolder: "tea-factory" }));
  await client.perform(sampleAuthor("tea-factory"), acceptBatch(sha256, { batch: tea, grams: 300 }));
});
afterAll(() => desk?.close());

const json = async <T>(path: string): Promise<T> => (await (await fetch(service + path)).json()) as T;

async function sign(page: Page, name: string): Promise<string> {
  await page.getByRole("button", { name, exact: true }).click();
  const outcome = page.locator(".outcome, .refused");
  await outcome.first().waitFor({ timeout: 60_000 });
  return ((await outcome.first().textContent()) ?? "").replaceAll(/\s+/g, " ");
}
async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(value);
}

async function scanned(): Promise<Page> {
  const page = await desk.open(phone);
  await page.goto(desk.label);
  await page.getByRole("heading", { level: 2 }).first().waitFor({ timeout: 60_000 });
  return page;
}

describe("a recall, from a plot to a sum that adds up", () => {
  let drill = "";
  let recall = "";

  it("asked by batch, plot, input, lot of an input, report or product, the sample gives the same goods; out of its days it gives none", async () => {
    type Found = { roots: string[]; batches: { batch: string }[]; producedGrams: number };
    const found = (query: string) => json<Found>(`/recall-scope?${query}`);
    const { batches: all } = await json<{ batches: { batch: string; product: string }[] }>("/batches");
    const batchOf = (product: string) => all.find((one) => one.product === product)?.batch ?? "";
    const [leaf, tea] = [batchOf("fresh-leaf"), batchOf("made-tea")];
    for (const query of [
      `by=batch&value=${leaf}`,
      "by=plot&value=plot-1",
      "by=plot&value=plot-1&from=2000-01-01",
      `by=input&value=${encodeURIComponent("示例农资店")}`,
      `by=input-lot&value=${encodeURIComponent("示例-lot 2601")}`,
      `by=input-lot&value=${encodeURIComponent("示例-LOT-2601")}&manufacturer=${encodeURIComponent("示例农药厂")}`,
      "by=product&value=fresh-leaf",
    ])
      expect(await found(query), query).toMatchObject({ roots: [leaf], producedGrams: 42_300 });
    expect((await found(`by=report&value=report-${tea}`)).roots).toEqual([tea]);
    for (const query of [
      "by=plot&value=plot-1&to=2000-01-01",
      "by=input&value=nothing",
      `by=input-lot&value=${encodeURIComponent("示例-PD0001")}`,
      `by=input-lot&value=${encodeURIComponent("示例-LOT-2601")}&manufacturer=another`,
      `by=input-lot&value=${encodeURIComponent("示例-LOT-2601")}&from=2099-01-01`,
      "by=product&value=made-tea&from=2099-01-01",
    ])
      expect(await found(query), query).toEqual({
        ...{ roots: [], batches: [], flows: [], producedGrams: 0, labels: 0 },
        ...{ units: [], moreUnits: false },
      });
    for (const query of [
      "by=batch&value=nothing",
      "by=moon&value=1",
      "by=plot&value=plot-1&manufacturer=a",
      "by=plot&value=plot-1&from=yesterday",
    ])
      expect((await fetch(`${service}/recall-scope?${query}`)).status, query).toBe(
        query.includes("nothing") ? 409 : 400,
      );
    expect((await fetch(`${service}/recalls/nothing`)).status).toBe(409);
  });

  it("the desk asks each of these questions, and shows the batches, their holders and their masses", async () => {
    const { batches } = await json<{ batches: { batch: string; product: string }[] }>("/batches");
    const idOf = (product: string) => batches.find((one) => one.product === product)?.batch ?? "";
    const page = await desk.signIn("regulator", phone);
    await visit(page, desk.url, "recall-order");
    const ask = async (kind: string, value: string, days?: { from: string; to: string }) => {
      await page.getByRole("radio", { name: kind, exact: true }).check();
      const field = page.getByLabel(/^(哪|登记证号|标签上的批号)/);
      if ((await field.evaluate(({ tagName }) => tagName)) === "SELECT") await field.selectOption(value);
      else await field.fill(value);
      if (days) {
        if (!(await page.getByLabel("从", { exact: true }).isVisible())) await page.getByText("限定日期").click();
        await fill(page, "从", days.from);
        await fill(page, "到", days.to);
      }
      await page.getByRole("button", { name: "查范围" }).click();
      const found = page.locator(".wide tfoot, .empty");
      await found.first().waitFor();
      return ((await found.first().textContent()) ?? "").trim();
    };
    const ALL = `合计${PRODUCED}840`;
    expect(await ask("批次", idOf("fresh-leaf"))).toBe(ALL);
    expect(await ask("检测报告", `report-${idOf("made-tea")}`)).toBe(ALL);
    expect(await ask("农资", "示例-PD0001")).toBe(ALL);
    expect(await ask("农资批号", "示例-lot-2601")).toBe(ALL);
    const rows = await page.locator(".wide tbody tr").allTextContents();
    expect(rows.map((row) => /(0\.0|0\.3|42\.0) kg示例\S+?(189\.0|42\.3|42\.0) kg/.exec(row)?.slice(1))).toEqual([
      ["0.0", "189.0"],
      ["0.3", "42.3"],
      ["42.0", "42.0"],
    ]);
    await fill(page, "生产厂家（可空）", "示例另一家");
    expect(await ask("农资批号", "示例-lot-2601")).toContain("没有找到批次");
    expect(await ask("地块", "plot-1", { from: "2020-01-01", to: "2020-12-31" })).toContain("没有找到批次");
    expect(await ask("地块", "plot-1", { from: "2020-01-01", to: "2099-12-31" })).toBe(ALL);
    expect(await ask("产品和日期", "fresh-leaf", { from: "2020-01-01", to: "2099-12-31" })).toBe(ALL);
    expect(await ask("产品和日期", "fresh-leaf", { from: "2020-01-01", to: "2020-12-31" })).toContain("没有找到批次");
    await page.context().close();
  });

  it("a drill on the sample finds every gram three layers down and changes nothing on the chain", async () => {
    const page = await desk.signIn("brand-operator", onDesk);
    await visit(page, desk.url, "recall-order");
    await page.getByRole("radio", { name: "地块", exact: true }).check();
    await page.getByLabel("哪块地").selectOption("plot-1");
    await page.getByRole("button", { name: "查范围" }).click();
    await page.getByRole("heading", { name: "会召回什么" }).waitFor();
    const rows = page.locator(".wide tbody tr");
    await rows.first().waitFor();
    expect(await rows.count()).toBe(3);
    expect(await page.locator(".wide tfoot").textContent()).toBe(`合计${PRODUCED}840`);
    await page.getByRole("radio", { name: "演练", exact: true }).check();
    await fill(page, "原因（会公开）", "示例：年度演练。");
    await fill(page, "召回电话", "0898-0000-0000");
    drill = /发起演练 (\S+?)：/.exec((await page.locator(".commitment").textContent()) ?? "")?.[1] ?? "";
    expect(await sign(page, "签名，开始演练")).toContain("已到账");
    const { batches } = await json<{ batches: { recalled?: unknown }[] }>("/batches");
    expect(batches.filter((one) => one.recalled)).toEqual([]);
  });

  it("each holder answers in three touches; the drill closes to the gram and says how complete it is", async () => {
    for (const holder of ["tea-factory", "tea-packer"]) {
      const page = await desk.signIn(holder, phone);
      await page.getByRole("link", { name: `回复 ${drill}` }).click();
      await page.getByRole("button", { name: "全部封存在库" }).click();
      expect(await sign(page, "签名回复")).toContain("已到账");
    }
    const page = await desk.signIn("brand-operator", onDesk);
    await visit(page, desk.url, `recall-case/${drill}`);
    await fill(page, "结论和整改", "示例：两家都在当天报齐。");
    const said = (await page.locator(".commitment .said").textContent()) ?? "";
    expect(said).toContain(`${PRODUCED} = ${PRODUCED} + 0.0 kg + 0.0 kg + 0.0 kg + 0.0 kg`);
    await page.getByRole("button", { name: "签名结案" }).click();
    await page.getByText("示例品牌运营方已结案").waitFor({ timeout: 60_000 });
    const closed = await json<{ completeness: number; sum: { producedGrams: number } }>(`/recalls/${drill}`);
    expect([closed.completeness, closed.sum.producedGrams]).toEqual([1000, 42_300]);
  });

  it("a drill shows on no buyer's page", async () => {
    const page = await scanned();
    await page.getByRole("button", { name: /^此码：通过/ }).waitFor({ timeout: 60_000 });
    expect(await page.locator("main").innerText()).not.toContain("召回，不要");
  });

  it("a regulator recalls by the lot of the pesticide used; the chain stops the goods first", async () => {
    const page = await desk.signIn("regulator", onDesk);
    await visit(page, desk.url, "recall-order");
    await page.getByRole("radio", { name: "农资批号", exact: true }).check();
    await page.getByLabel("标签上的批号").fill("示例-LOT-2601");
    await page.getByRole("button", { name: "查范围" }).click();
    await page.locator(".wide tbody tr").first().waitFor();
    await fill(page, "原因（会公开）", "示例：抽检超限。");
    await fill(page, "召回电话", "0898-0000-0000");
    recall = /发起一级召回 (\S+?)：/.exec((await page.locator(".commitment").textContent()) ?? "")?.[1] ?? "";
    expect(await sign(page, "签名召回")).toMatch(/已到账，第 \d+ 行，已上链/);
    const { batches } = await json<{ batches: { recalled?: unknown }[] }>("/batches");
    expect(batches.filter((one) => one.recalled)).toHaveLength(3);
  });

  it("the buyer's page of the pack, three layers below the leaf, is red and says first what to do at the next scan", async () => {
    const page = await scanned();
    await page.getByRole("heading", { level: 1, name: "已召回，不要喝" }).waitFor({ timeout: 60_000 });
    expect(await page.getByRole("button", { name: /^此码：不通过，本批已召回/ }).count()).toBe(1);
    const told = await page.locator("main").innerText();
    expect(told).toContain("示例：抽检超限。");
    expect(told.indexOf("您现在可以")).toBeGreaterThan(told.indexOf("已召回，不要喝"));
    expect(await page.locator("main h2").first().textContent()).toBe("您现在可以");
    // The order was for the leaf: the pack is recalled by what it came from.
    const { batches } = await json<{ batches: { product: string; recalled?: { batch: string } }[] }>("/batches");
    const leaf = batches.find(({ product }) => product === "fresh-leaf");
    expect(batches.map(({ recalled }) => recalled?.batch)).toEqual(batches.map(() => leaf?.recalled?.batch));
  });

  it("a report that is a gram off cannot be signed; sold, returned and missing add up; a note is asked for what is missing", async () => {
    const page = await desk.signIn("tea-packer", phone);
    await page.getByRole("link", { name: `回复 ${recall}` }).click();
    await fill(page, "封存在库（kg）", "12");
    await fill(page, "已退回（kg）", "4.8");
    await fill(page, "已售，已通知（kg）", "24.051");
    await page.getByRole("button", { name: "还不能签（还差 1.149 kg 没写）" }).waitFor();
    await fill(page, "没找到（kg）", "1.149");
    await page.getByRole("button", { name: "还不能签（没找到的要写明去向）" }).waitFor();
    await fill(page, "没找到的去向或原因", "示例：登记簿缺一页。");
    expect(await sign(page, "签名回复")).toContain("已到账");
    expect(await json<{ sum: object }>(`/recalls/${recall}`)).toMatchObject({
      sum: { stockGrams: 12_000, returnedGrams: 4800, soldGrams: 24_051, missingGrams: 1149, unexplainedGrams: 300 },
      open: { holders: ["tea-factory"] },
    });
  });

  it("what is destroyed counts when the witness has signed", async () => {
    const packer = await desk.signIn("tea-packer", phone);
    await visit(packer, desk.url, `recall-answer/${recall}`);
    await packer.getByText("提前报告销毁", { exact: true }).click();
    await packer.getByRole("button", { name: "还不能签（没写地点）" }).waitFor();
    await fill(packer, "在哪里", "示例处理场");
    expect(await sign(packer, "签名报告")).toContain("已到账");
    const watching = await desk.signIn("regulator", phone);
    await visit(watching, desk.url, `recall-case/${recall}`);
    await watching.getByText(/-d-01：.*，示例处理场，示例包装厂处理批次 .*：无害化处理/).waitFor();
    await visit(packer, desk.url, "");
    await visit(packer, desk.url, `recall-answer/${recall}`);
    await packer.getByText("销毁", { exact: true }).click();
    await fill(packer, "从在库的里（kg，有 12.0 kg）", "12");
    expect(await packer.getByLabel("地点").inputValue()).toBe("示例处理场");
    await packer.getByLabel("见证人").selectOption("regulator");
    const own = packer.locator(".folded");
    await own.getByRole("button", { name: "签名", exact: true }).click();
    await packer.locator(".folded .outcome").waitFor({ timeout: 60_000 });
    expect(await json<object>(`/recalls/${recall}`)).toMatchObject({ sum: { destroyedGrams: 0 } });
    const page = await desk.signIn("regulator", phone);
    await page.getByRole("link", { name: `回复 ${recall}` }).click();
    expect(await sign(page, "签名见证")).toContain("已到账");
    expect(await json<object>(`/recalls/${recall}`)).toMatchObject({ sum: { destroyedGrams: 12_000, stockGrams: 0 } });
  });

  it("the regulator registers what it found at the holder who did not sign, and closes with the same sum as the log", async () => {
    const page = await desk.signIn("regulator", onDesk);
    await visit(page, desk.url, `recall-case/${recall}`);
    await page.getByText("现在还结不了").waitFor();
    await page.getByRole("link", { name: "现场核查登记" }).click();
    await page.getByRole("button", { name: "全部封存在库" }).click();
    expect(await sign(page, "签名登记")).toContain("已到账");
    await visit(page, desk.url, `recall-case/${recall}`);
    await page.getByText("监管登记").waitFor();
    await fill(page, "结论和整改", "示例：停用该药，复检合格后再采。");
    expect(await page.locator(".commitment .said").textContent()).toContain(
      `${PRODUCED} = 0.3 kg + 4.8 kg + 12.0 kg + 24.051 kg + 1.149 kg`,
    );
    await page.getByRole("button", { name: "签名结案" }).click();
    await page.getByText("示例监管部门已结案").waitFor({ timeout: 60_000 });
    await visit(page, desk.url, `recall-report/${recall}`);
    await page.locator(".paper dd").filter({ hasText: "鲜叶" }).first().waitFor();
    const { order, closed, announcements } = await json<{
      announcements: { announcedAt: string; plannedAt: string }[];
      order: { occurredAt: string; knownAt: string };
      closed: { index: number; sum: { occurredAt: string } };
    }>(`/recalls/${recall}`);
    const shown = (time = "") => `${time.slice(0, 10)} ${time.slice(11, 16)}`;
    const parts = await page.locator(".paper section:has(> h2)").evaluateAll((sections) =>
      sections.map((one) => ({
        title: one.querySelector("h2")?.textContent,
        facts: Object.fromEntries(
          [...one.querySelectorAll(":scope > dl > div")].map((row) =>
            ["dt", "dd"].map((tag) => row.querySelector(tag)?.textContent?.trim()),
          ),
        ),
        said: [...one.querySelectorAll(":scope > p, li > *")].map((line) => line.textContent),
        rows: [...one.querySelectorAll("tbody tr")].map((row) =>
          [...row.children].map((cell) => cell.textContent?.trim()),
        ),
      })),
    );
    const { batches } = await json<{ batches: { batch: string; product: string }[] }>("/batches");
    const [leaf = "", tea = "", pack = ""] = ["fresh-leaf", "made-tea", "green-tea-50g"].map(
      (product) => batches.find((one) => one.product === product)?.batch,
    );
    const at = (minute: unknown): unknown =>
      expect.stringMatching(new RegExp(String.raw`^\d{4}-\d\d-\d\d \d\d:\d\d${minute}$`));
    expect(parts).toEqual([
      {
        title: "一、召回的食品",
        facts: {
          产品: "茶鲜叶、示例绿茶（散）、示例绿茶 · 50 g 袋装",
          召回范围的依据: "农资批号 · 示例-LOT-2601",
        },
        said: [],
        rows: [
          [`${leaf} 链上已召回`, "0.0 kg", "示例茶厂", "189.0 kg", "0"],
          [`${tea} 链上已召回`, "0.3 kg", "示例茶厂", "42.3 kg", "0"],
          [`${pack} 链上已召回`, "42.0 kg", "示例包装厂", "42.0 kg", "840"],
        ],
      },
      {
        title: "二、召回的原因和级别",
        facts: {
          原因: "示例：抽检超限。",
          级别: "一级：食用后已经或者可能导致严重健康损害甚至死亡",
          知道有问题: shown(order.knownAt),
          发起召回: `${shown(order.occurredAt)}（知道后 ${order.knownAt === order.occurredAt ? 0 : 1} 小时，期限 24 小时）`,
          完成期限: "公告起 10 个工作日",
          发起方: "示例监管部门",
        },
        said: [],
        rows: [],
      },
      {
        title: "三、停止生产经营",
        facts: {
          措施: "立即停止销售，封存，报数，等候退回或销毁",
          示例茶厂: "没有回签，由监管现场登记",
          示例包装厂: at(" 停止销售"),
        },
        said: [],
        rows: [],
      },
      {
        title: "四、通知生产经营者和消费者",
        facts: { 召回电话: "0898-0000-0000" },
        said: [
          "2 家持有方，1 家已回签报数，1 家由监管登记。",
          "840 枚标签的扫码页面，从链上召回起写明“已召回”，请买家不要食用。",
        ],
        rows: [],
      },
      {
        title: "五、召回情况",
        facts: {
          共有: PRODUCED,
          "= 封存在库": "0.3 kg",
          "+ 已退回": "4.8 kg",
          "+ 已销毁": "12.0 kg",
          "+ 已售，已通知": "24.051 kg",
          "+ 没找到": "1.149 kg",
          [`示例包装厂 ${pack}`]: "示例：登记簿缺一页。",
        },
        said: ["说明去向的占 97.2 %"],
        rows: [
          [`示例茶厂 ${tea}`, "监管登记", "0.3 kg", "0.3 kg", "0.0 kg", "0.0 kg", "0.0 kg", "0.0 kg", "0.0 kg"],
          [`示例包装厂 ${pack}`, "已签", "42.0 kg", "0.0 kg", "24.051 kg", "4.8 kg", "12.0 kg", "1.149 kg", "0.0 kg"],
        ],
      },
      {
        title: "六、无害化处理、销毁",
        facts: {},
        said: [
          `${recall}-d-01`,
          at(`，示例处理场，示例包装厂：批次 ${pack}，12.0 kg，无害化处理，示例监管部门见证并签名`),
          `${shown(announcements[0]?.announcedAt)} 提前报告：${shown(announcements[0]?.plannedAt)}，示例处理场`,
        ],
        rows: [],
      },
      {
        title: "七、结论",
        facts: {},
        said: [
          "示例：停用该药，复检合格后再采。",
          `示例监管部门 · ${shown(closed.sum.occurredAt)} · 公开账本第 ${closed.index + 1} 行`,
        ],
        rows: [],
      },
    ]);
  });
});
