import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBatch, openBatch, pack } from "#core/work/batch.ts";
import { harvest } from "#core/work/garden.ts";
import { mint } from "#core/work/labels.ts";
import type { Step } from "#core/work/task.ts";
import { audit } from "#scripts/audit.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { type Client, connect, Refused } from "#scripts/client.ts";
import { brand } from "#scripts/sample/cast.ts";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { type Running, runSystem } from "./running.ts";

let running: Running;
let client: Client;
beforeAll(async () => {
  running = await runSystem();
  client = await connect(running.ready.service);
});
afterAll(() => running?.stop());

const grower = sampleAuthor("tea-garden-1");
const packer = sampleAuthor("tea-packer");
const season = Number(new Date(Date.now() - 16 * 3_600_000).toISOString().slice(0, 4));
const now = () => `${new Date(Date.now() + 8 * 3_600_000 - 60_000).toISOString().slice(0, 19)}+08:00`;
const made = () => `tea-${new URL(running.ready.label).pathname.split("/")[4]}`;

async function refusalOf(act: () => Promise<unknown>): Promise<Refused> {
  const error: unknown = await act().then(
    () => undefined,
    (refused: unknown) => refused,
  );
  if (!(error instanceof Refused)) throw new Error(`not refused: ${String(error)}`);
  return error;
}
const perform = (author: ReturnType<typeof sampleAuthor>, steps: readonly Step[]) => client.perform(author, steps);
const leaf = (batch: string, grams: number) =>
  harvest(sha256, brand.domain, {
    batch,
    product: "fresh-leaf",
    season,
    time: now(),
    leafStandard: "one-bud-two-leaves",
    plots: [{ plot: "plot-7", grams }],
  });
const packing = (batch: string, grams: number, certificate?: string) =>
  pack(sha256, brand.domain, {
    site: "tea-packer",
    time: now(),
    source: made(),
    sourceProduct: "made-tea",
    gramsIn: grams,
    batch,
    product: "green-tea-50g",
    gramsOut: grams,
    season,
    ...(certificate && { certificate }),
    count: 1,
    unitGrams: 50,
    bestBefore: `${season + 2}-01-01`,
  });

describe("the contract says no in a sentence, with numbers", () => {
  it("to more leaf than the plot can carry", async () => {
    const refused = await refusalOf(() => perform(grower, leaf("leaf-too-much", 2_000_000)));
    expect([refused.code, refused.status]).toEqual(["capacity-exceeded", 409]);
    expect(refused.message).toContain("这块地今年还能采 1,479.9 kg，您要 2,000 kg");
  });
  it("to more than is left of the made tea", async () => {
    await perform(packer, openBatch(sha256, { batch: "pack-too-much", product: "green-tea-50g", season }));
    const refused = await refusalOf(() => perform(packer, packing("pack-too-much", 301)));
    expect(refused.code).toBe("batch-mass-exceeded");
  });
  it("to one label more than the batch weighs", async () => {
    await perform(packer, openBatch(sha256, { batch: "pack-small", product: "green-tea-50g", season }));
    await perform(packer, packing("pack-small", 100, "cert-0001"));
    await perform(
      packer,
      closeBatch(sha256, {
        batch: "pack-small",
        leafHashes: await client.leafHashes("batch/pack-small"),
        nextHolder: "tea-packer",
      }),
    );
    const mintOf = async (count: number) => {
      const serials = sampleSerials("pack-small", count);
      const planned = mint(sha256, { batch: "pack-small", serials, unitGrams: 50 });
      return client.post("/mints", { ...(await client.signAct(packer, planned.act, planned.message)), serials });
    };
    expect((await refusalOf(() => mintOf(3))).code).toBe("batch-mass-exceeded");
    await expect(mintOf(2)).resolves.toMatchObject({ blockNumber: expect.any(Number) });
  });
  it("to an act signed with somebody else's key", async () => {
    const [open] = openBatch(sha256, { batch: "pack-stolen", product: "green-tea-50g", season });
    if (open?.kind !== "act") throw new Error("an act was expected");
    const stolen = { ...(await client.signAct({ ...grower, actor: "tea-packer" }, open.act, open.message)) };
    expect((await refusalOf(() => client.post("/acts", stolen))).code).toBe("act-signature-wrong");
  });
});

describe("the log says no before it writes", () => {
  it("to a label for leaf picked inside the safe interval", async () => {
    const { applyPesticide } = await import("#core/work/garden.ts");
    const today = now().slice(0, 10);
    await perform(
      grower,
      applyPesticide(brand.domain, {
        plot: "plot-4",
        time: now(),
        application: {
          product: "示例药",
          productEn: "sample",
          registrationNo: "示例",
          source: "示例",
          target: "示例",
          method: "喷雾",
          dose: "示例",
          activeIngredients: ["bifenthrin"],
          stoppedOn: today,
          intervalDays: 7,
        },
      }),
    );
    await perform(
      grower,
      harvest(sha256, brand.domain, {
        batch: "leaf-early",
        product: "fresh-leaf",
        season,
        time: now(),
        leafStandard: "one-bud-one-leaf",
        plots: [{ plot: "plot-4", grams: 1000 }],
      }),
    );
    const { message } = mint(sha256, { batch: "leaf-early", serials: sampleSerials("leaf-early", 1), unitGrams: 50 });
    const labels = await client.signAct(sampleAuthor("tea-packer"), "Mint", message);
    const refused = await refusalOf(() => client.post("/acts", labels));
    expect(refused.code).toBe("interval-not-over");
  });
  it("to a second use of a test report", async () => {
    const { report } = await import("#core/work/certificate.ts");
    const used = {
      occurredAt: now(),
      report: `report-${made()}`,
      batch: "tea-other",
      quantityGrams: 1,
      sampleGrams: 1,
      sampledAt: now(),
      sampledBy: "laboratory",
      accreditations: [{ kind: "CMA" as const, number: "示例" }],
      results: [
        {
          analyte: "bifenthrin",
          name: { zh: "联苯菊酯", en: "bifenthrin" },
          lod: "0.01",
          unit: "mg/kg" as const,
          method: "示例",
          kind: "maximum" as const,
        },
      ],
    };
    const factory = sampleAuthor("tea-factory");
    await perform(factory, openBatch(sha256, { batch: "tea-other", product: "made-tea", season }));
    expect((await refusalOf(() => perform(sampleAuthor("laboratory"), report(used)))).code).toBe("report-used");
  });
});

describe("npm run audit", () => {
  type Change = (path: string, body: Buffer) => Buffer;
  /** The service behind somebody who changes what it answers. */
  async function through(change: Change): Promise<{ url: string; close: () => void }> {
    const between = createServer((req, res) => {
      const parts: Buffer[] = [];
      req.on("data", (part: Buffer) => parts.push(part));
      req.on("end", async () => {
        const { method = "GET", url = "" } = req;
        const headers = { "content-type": req.headers["content-type"] ?? "text/plain" };
        const body = method === "POST" ? Buffer.concat(parts) : null;
        const answer = await fetch(running.ready.service + url, { method, headers, body });
        res.writeHead(answer.status).end(change(url, Buffer.from(await answer.arrayBuffer())));
      });
    });
    await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
    const { port } = between.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, close: () => between.close() };
  }
  const policy = () => ["--policy", join(running.dataDir, "policy.json")];
  const audited = async (change: Change) => {
    const { url, close } = await through(change);
    return audit([url, ...policy()], {}).finally(close);
  };

  it("gets the published numbers from the chain and the log alone", async () => {
    const { code, text } = await audit([running.ready.service, ...policy()], {});
    expect(text).toContain("公布的数字与重算的一致");
    expect(code).toBe(0);
    expect(text).toMatch(/plot-1 \d{4}: 上限 capacity [\d.]+ kg, 已采 drawn [\d.]+ kg, 贴标 labelled [1-9][\d.]* kg/);
    expect(text).toMatch(/green-tea-50g \d{4}: .*启用 active 840/);
    expect(text).toContain("链上不跟到每一袋");
    type Told = {
      plots: { plot: string; capacityGrams: number; drawnGrams: number; labelledGrams: number }[];
      products: { product: string; massGrams: number; labelledGrams: number }[];
      schemes: { scheme: string; usedGrams: number }[];
    };
    const { plots, products, schemes } = await client.get<Told>("/numbers");
    // The same by other ways: one view after another, added up by hand.
    const seen = await client.get<{
      plots: { plot: string; seasons: { capacityGrams: number; usedGrams: number }[] }[];
    }>("/plots");
    for (const { plot, capacityGrams, drawnGrams } of plots)
      expect(seen.plots.find((one) => one.plot === plot)?.seasons).toMatchObject([
        { capacityGrams, usedGrams: drawnGrams },
      ]);
    const { batches } = await client.get<{ batches: { product: string; massGrams: number; labelledGrams: number }[] }>(
      "/batches",
    );
    const sumOf = (product: string, of: "massGrams" | "labelledGrams") =>
      batches.filter((one) => one.product === product).reduce((sum, one) => sum + one[of], 0);
    for (const { product, massGrams, labelledGrams } of products)
      expect([massGrams, labelledGrams]).toEqual([sumOf(product, "massGrams"), sumOf(product, "labelledGrams")]);
    const { certificates } = await client.get<{
      certificates: { document: { scheme: string }; volumes: { usedGrams: number }[] }[];
    }>("/certificates");
    expect(schemes.map(({ scheme, usedGrams }) => [scheme, usedGrams])).toEqual(
      certificates.map(({ document, volumes }) => [
        document.scheme,
        volumes.reduce((sum, one) => sum + one.usedGrams, 0),
      ]),
    );
    const labelled = (rows: { labelledGrams: number }[]) => rows.reduce((sum, row) => sum + row.labelledGrams, 0);
    expect(labelled(plots)).toBe(labelled(products));
  });
  it("names the figure that somebody published otherwise", async () => {
    const { code, text } = await audited((path, body) => {
      if (path !== "/numbers") return body;
      const said = JSON.parse(body.toString("utf8")) as { plots: { plot: string; capacityGrams: number }[] };
      for (const row of said.plots) if (row.plot === "plot-1") row.capacityGrams += 1000;
      return Buffer.from(JSON.stringify(said));
    });
    expect(code).toBe(1);
    expect(text).toMatch(/plots [0-9a-z-]+\/\d{4}: capacityGrams 公布 published \d+，重算 recomputed \d+/);
    expect(text.match(/重算 recomputed \d/g)).toHaveLength(1);
  });
  it("notices a plot that is left out, and one that the chain does not have", async () => {
    const { code, text } = await audited((path, body) => {
      if (path !== "/numbers") return body;
      const said = JSON.parse(body.toString("utf8")) as { plots: { plot: string }[] };
      const [first, ...rest] = said.plots;
      return Buffer.from(JSON.stringify({ ...said, plots: [...rest, { ...first, plot: "plot-99" }] }));
    });
    expect(code).toBe(1);
    expect(text).toContain("没有公布 not published");
    expect(text).toContain("链上没有 not on the chain");
  });
  it("does not believe a log of which one bit was changed", async () => {
    const { code, text } = await audited((path, body) => {
      if (path.includes("/tile/entries/")) body[100] = (body[100] ?? 0) ^ 1;
      return body;
    });
    expect(code).toBe(1);
    expect(text).toMatch(/^账本/);
  });
});
