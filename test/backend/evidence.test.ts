import { readFile } from "node:fs/promises";
import { get as httpGet } from "node:http";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { hex, utf8 } from "#core/bytes.ts";
import { type Entry, leafOf } from "#core/entry.ts";
import { labelRoot } from "#core/label/tree.ts";
import { parseTlogProof } from "#core/log/tlog-proof.ts";
import { recall } from "#core/work/batch.ts";
import { mint, voidLabels } from "#core/work/labels.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { type Told, told } from "./told.ts";

let t: Told;
beforeAll(async () => {
  t = await told();
});
afterAll(() => t.r.close());

describe("evidence", () => {
  it("is judged whole by the one verification, down to the chain", async () => {
    const { headline, record, code: thisCode, checks } = await t.judge(await t.evidence());
    expect(checks.filter(({ status }) => status !== "passed")).toEqual([]);
    expect([headline, record.code, thisCode.code]).toEqual(["all-passed", "record-intact", "code-active"]);
  });

  it("fits into 16 KB as it is sent", async () => {
    const sent = await new Promise<Buffer>((resolve) => {
      httpGet(t.url(`/evidence${t.label}`), { headers: { "accept-encoding": "gzip" } }, (res) => {
        const parts: Buffer[] = [];
        res.on("data", (part: Buffer) => parts.push(part)).on("end", () => resolve(Buffer.concat(parts)));
      });
    });
    expect(JSON.parse(gunzipSync(sent).toString())).toMatchObject({ format: "liangji-evidence/v1" });
    expect(sent.length).toBeLessThan(16_384);
  });

  it("answers a code never issued, one that cannot be, and another product's batch in the same way", async () => {
    const other = sampleSerials("other", 1)[0];
    const asked = [
      `/p/${t.ids.product}/b/${t.ids.batch}/s/${other}`,
      `/p/${t.ids.product}/b/${t.ids.batch}/s/not-a-serial`,
      `/p/UPPER/b/no/s/way`,
      `/p/made-tea/b/${t.ids.batch}/s/${t.ids.serial}`,
    ];
    const answers = await Promise.all(
      asked.map(async (path) => {
        const response = await fetch(t.url(`/evidence${path}`));
        const { instance: _address, ...rest } = (await response.json()) as Record<string, unknown>;
        return JSON.stringify([response.status, rest]);
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"label-unknown"');
  });

  it("traces a pack back to its plots to the gram, and a plot forward to everything that holds its leaf", async () => {
    const read = async (path: string) => (await (await fetch(t.url(path))).json()) as Record<string, never>;
    const { massGrams, origins, upstream, downstream } = (await read(`/batches/${t.ids.batch}/trace`)) as unknown as {
      massGrams: number;
      origins: { plot: string; grams: number }[];
      upstream: string[];
      downstream: unknown[];
    };
    expect(origins.map(({ plot }) => plot)).toEqual(["plot-1", "plot-4", "plot-7"]);
    expect(origins.reduce((sum, { grams }) => sum + grams, 0)).toBe(massGrams);
    expect([upstream.length, upstream.at(-1), downstream]).toEqual([3, t.ids.batch, []]);
    expect(await read("/plots/plot-4/trace")).toMatchObject({
      downstream: upstream.map((batch) => ({ batch })),
    });
  });

  it("sets one batch against every scheme: what passes, and which record would mend the rest", async () => {
    const response = await fetch(t.url(`/batches/${t.ids.batch}/schemes`));
    const { evaluations } = (await response.json()) as {
      evaluations: { scheme: string; verdict: string; mends: { record: string; by: string }[] }[];
    };
    const of = (scheme: string) => evaluations.find((one) => one.scheme === scheme);
    expect(of("cn-cdc-2026-control")).toMatchObject({ verdict: "passes", mends: [] });
    expect(of("organic-gb-t-19630")).toMatchObject({
      verdict: "open",
      mends: [{ record: "certificate-issue", by: "certifier" }],
    });
    expect(of("gi-baisha-green-tea")?.mends).toEqual([
      { record: "report", by: "laboratory", facts: { batch: t.ids.batch, analyte: "water-soluble-ash" } },
    ]);
  });

  it("serves a tlog-proof whose extra is the very leaf", async () => {
    const { entry } = await t.r.client.get<{ entry: Entry }>("/entries/3");
    const proof = parseTlogProof(await (await fetch(t.url("/log/proof/3"))).text());
    expect(proof.index).toBe(3);
    expect(hex(proof.extra ?? new Uint8Array())).toBe(hex(leafOf(entry)));
    expect(proof.checkpoint).toBe(await (await fetch(t.url("/log/checkpoint"))).text());
  });
});

describe("the page and the label", () => {
  it("says what was packed and that it is not checked yet", async () => {
    const response = await fetch(t.url(t.label));
    const html = await response.text();
    expect(response.status).toBe(200);
    for (const words of ["示例绿茶 · 50 g 袋装", `批次 ${t.ids.batch}`, "包装日期 ", "尚未在您的手机上核验。"])
      expect(html).toContain(words);
  });

  it("says of an unknown code that it was never issued, with status 404", async () => {
    const response = await fetch(t.url("/p/x/b/y/s/%3Cscript%3E"));
    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toContain("没有发过这个码");
    expect(html).not.toContain("<script>");
  });

  it("draws a code that reads as the label's own address", async () => {
    const png = await (await fetch(t.url(`/labels${t.label}.png`))).blob();
    const wasmBinary = (await readFile(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm"))))
      .buffer as ArrayBuffer;
    prepareZXingModule({ overrides: { wasmBinary } });
    const [read] = await readBarcodes(png, { formats: ["QRCode"] });
    expect(read?.text).toBe(t.url(t.label));
    expect(await (await fetch(t.url(`/labels${t.label}.svg`))).text()).toMatch(/^<svg/);
    expect((await fetch(t.url("/labels/p/x/b/y/s/z.svg"))).status).toBe(404);
  });
});

describe("labels after minting", () => {
  it("refuses serials that do not give the root that was signed, and a serial of another mint", async () => {
    const serials = sampleSerials("other-root", 3);
    const { message } = mint(sha256, { batch: t.ids.batch, serials, unitGrams: 50 });
    const {
      contract: _contract,
      act: _act,
      ...body
    } = await t.r.client.signAct(sampleAuthor("tea-packer"), "Mint", message);
    expect(await t.code(() => t.r.client.post("/mints", { ...body, serials: [...serials].reverse() }))).toBe(
      "label-root-differs",
    );
    const mixed = [t.ids.serial, ...serials.slice(1)];
    const again = mint(sha256, { batch: t.ids.batch, serials: mixed, unitGrams: 50 });
    const {
      contract: _c,
      act: _a,
      ...other
    } = await t.r.client.signAct(sampleAuthor("tea-packer"), "Mint", again.message);
    expect(await t.code(() => t.r.client.post("/mints", { ...other, serials: mixed }))).toBe("field-invalid");
    expect((await t.evidence()).label.serial).toBe(t.ids.serial);
  });

  it("tells the packer's reason for voiding one code, and leaves its neighbour good", async () => {
    const serials = sampleSerials(t.ids.batch, 840);
    const root = `0x${hex(labelRoot(sha256, t.ids.batch, serials))}`;
    await t.r.client.perform(
      sampleAuthor("tea-packer"),
      voidLabels({ root, indexes: [5], cause: "void", reason: "袋子破了" }),
    );
    const of = (index: number) => t.evidence(`/p/${t.ids.product}/b/${t.ids.batch}/s/${serials[index]}`);
    const voided = await of(5);
    expect(voided.reasons).toEqual({ [hex(sha256(utf8("袋子破了")))]: "袋子破了" });
    expect((await t.judge(voided)).code).toMatchObject({ status: "failed", code: "void" });
    expect((await t.judge(await of(6))).code.code).toBe("code-active");
  });

  it("is on every label at once when the leaf it came from is recalled", async () => {
    const leaf = (await t.evidence()).batches.at(-1)?.batch ?? "";
    await t.r.client.perform(sampleAuthor("regulator"), recall(sha256, { batch: leaf, reason: "示例召回" }));
    const judged = await t.judge(await t.evidence());
    expect([judged.headline, judged.code.code, judged.code.facts.reason]).toEqual(["recalled", "recalled", "示例召回"]);
    const view = await t.r.client.get<{ recalled: { batch: string; reason: string }; downstream: string[] }>(
      `/batches/${t.ids.batch}`,
    );
    expect(view.recalled).toMatchObject({ batch: leaf, reason: "示例召回" });
    expect((await t.r.client.get<{ downstream: string[] }>(`/batches/${leaf}`)).downstream).toContain(t.ids.batch);
  });
});
