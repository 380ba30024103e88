import { gunzipSync } from "node:zlib";
import { readFile } from "node:fs/promises";
import { get as httpGet } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { actDigest, type ActMessage, type ActName } from "#core/act/acts.ts";
import { chainId32 } from "#core/act/id.ts";
import { base64url, fromBase64url, hex, utf8 } from "#core/bytes.ts";
import { askChain } from "#core/chain/ask.ts";
import { type Entry, leafOf, signedBytes, type Statement } from "#core/entry.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import type { Judgement } from "#core/evidence/verdict.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import { labelRoot } from "#core/label/tree.ts";
import { parseLabelPath } from "#core/label/url.ts";
import { parseTlogProof } from "#core/log/tlog-proof.ts";
import { closeBatch, openBatch, recall, receive } from "#core/work/batch.ts";
import { applyPesticide, harvest } from "#core/work/garden.ts";
import { mint, voidLabels } from "#core/work/labels.ts";
import { defineProduct } from "#core/work/land.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { loadSample } from "#scripts/sample/load.ts";
import { sampleSerials } from "#scripts/sample/story.ts";
import { type Running, run } from "./running.ts";

let r: Running;
let label: string;
let ids: { product: string; batch: string; serial: string };
beforeAll(async () => {
  r = await run();
  label = await loadSample(r.client, join(r.folder, "sample"), new Date(), () => undefined);
  ids = parseLabelPath(label);
  await r.service.anchorNow();
});
afterAll(() => r.close());

const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const SEASON = Number(TODAY.slice(0, 4));
const at = (clock: string) => `${TODAY}T${clock}:00+08:00`;
const DOMAIN = "id.baisha.example";
const url = (path: string) => r.service.url + path;
const evidence = async (path = label) => (await (await fetch(url(`/evidence${path}`))).json()) as Bundle;
const code = async (send: () => Promise<unknown>): Promise<string> => send().then(() => "accepted", (error: { code?: string }) => error.code ?? String(error));
const act = async (actor: string, name: ActName, message: ActMessage) => r.client.post("/acts", await r.client.signAct(sampleAuthor(actor), name, message));
async function judge(bundle: Bundle): Promise<Judgement> {
  const { policy } = r.service;
  const now = Math.floor(Date.now() / 1000);
  const rpc = async (_url: string, body: unknown) => (await fetch(url("/rpc"), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).json();
  return verifyEvidence(bundle, policy, now, await askChain(bundle, policy, now, rpc, sha256), nodeCrypto);
}
async function signed(actor: string, statement: Statement, ...series: string[]): Promise<Entry> {
  const author = sampleAuthor(actor);
  const links = await Promise.all(series.map(async (id) => {
    const { sequence, previous } = await r.client.get<{ sequence: number; previous: string }>(`/series?id=${id}`);
    return { id, sequence: sequence + 1, previous };
  }));
  const unsigned = { statement, actor, key: author.key, series: links };
  return { ...unsigned, signature: base64url(author.sign(signedBytes(r.service.policy.log.origin, unsigned))) };
}
const product = (id: string): Statement => ({ type: "liangji:ProductDefined", occurredAt: at("00:00"), product: id, name: { zh: "茶", en: "tea" }, verb: "drink" });

describe("evidence", () => {
  it("is judged whole by the one verification, down to the chain", async () => {
    const { headline, record, code: thisCode, checks } = await judge(await evidence());
    expect(checks.filter(({ status }) => status !== "passed")).toEqual([]);
    expect([headline, record.code, thisCode.code]).toEqual(["all-passed", "record-intact", "code-active"]);
  });

  it("fits into 16 KB as it is sent", async () => {
    const sent = await new Promise<Buffer>((resolve) => {
      httpGet(url(`/evidence${label}`), { headers: { "accept-encoding": "gzip" } }, (res) => {
        const parts: Buffer[] = [];
        res.on("data", (part: Buffer) => parts.push(part)).on("end", () => resolve(Buffer.concat(parts)));
      });
    });
    expect(JSON.parse(gunzipSync(sent).toString())).toMatchObject({ format: "liangji-evidence/v1" });
    expect(sent.length).toBeLessThan(16_384);
  });

  it("answers a code never issued, one that cannot be, and another product's batch in the same way", async () => {
    const other = sampleSerials("other", 1)[0];
    const asked = [`/p/${ids.product}/b/${ids.batch}/s/${other}`, `/p/${ids.product}/b/${ids.batch}/s/not-a-serial`, `/p/UPPER/b/no/s/way`, `/p/made-tea/b/${ids.batch}/s/${ids.serial}`];
    const answers = await Promise.all(asked.map(async (path) => {
      const response = await fetch(url(`/evidence${path}`));
      const { instance: _address, ...rest } = (await response.json()) as Record<string, unknown>;
      return JSON.stringify([response.status, rest]);
    }));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"label-unknown"');
  });

  it("serves a tlog-proof whose extra is the very leaf", async () => {
    const { entry } = await r.client.get<{ entry: Entry }>("/entries/3");
    const proof = parseTlogProof(await (await fetch(url("/log/proof/3"))).text());
    expect(proof.index).toBe(3);
    expect(hex(proof.extra ?? new Uint8Array())).toBe(hex(leafOf(entry)));
    expect(proof.checkpoint).toBe(await (await fetch(url("/log/checkpoint"))).text());
  });
});

describe("the page and the label", () => {
  it("says what was packed and that it is not checked yet", async () => {
    const response = await fetch(url(label));
    const html = await response.text();
    expect(response.status).toBe(200);
    for (const words of ["示例绿茶 · 50 g 袋装", `批次 ${ids.batch}`, "包装日期 ", "尚未在您的手机上核验。"]) expect(html).toContain(words);
  });

  it("says of an unknown code that it was never issued, with status 404", async () => {
    const response = await fetch(url("/p/x/b/y/s/%3Cscript%3E"));
    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toContain("没有发过这个码");
    expect(html).not.toContain("<script>");
  });

  it("draws a code that reads as the label's own address", async () => {
    const png = await (await fetch(url(`/labels${label}.png`))).blob();
    const wasmBinary = (await readFile(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm")))).buffer as ArrayBuffer;
    prepareZXingModule({ overrides: { wasmBinary } });
    const [read] = await readBarcodes(png, { formats: ["QRCode"] });
    expect(read?.text).toBe(url(label));
    expect(await (await fetch(url(`/labels${label}.svg`))).text()).toMatch(/^<svg/);
    expect((await fetch(url("/labels/p/x/b/y/s/z.svg"))).status).toBe(404);
  });
});

describe("contracts' refusals", () => {
  it("become sentences with both numbers", async () => {
    const serials = sampleSerials("too-many", 10);
    const { message } = mint(sha256, { batch: ids.batch, serials, unitGrams: 50 });
    const { contract: _contract, act: _act, ...body } = await r.client.signAct(sampleAuthor("tea-packer"), "Mint", message);
    const response = await fetch(url("/mints"), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ ...body, serials }) });
    const problem = (await response.json()) as { code: string; title: string; facts: object };
    expect([response.status, problem.code, problem.facts]).toEqual([409, "batch-mass-exceeded", { batch: ids.batch, requested: 500, left: 0 }]);
    expect(problem.title).toBe("这一批还剩 0 克，您要 500 克。合约没有让它印出来。");
  });

  it("leave no label behind: the refused serials may be minted later", async () => {
    const [serial] = sampleSerials("too-many", 1);
    expect((await fetch(url(`/evidence/p/${ids.product}/b/${ids.batch}/s/${serial}`))).status).toBe(404);
  });

  it("cover capacity, who signs, in which turn, until when, and in which role", async () => {
    const plot = chainId32(sha256, "plot-7");
    const batch = chainId32(sha256, "leaf-big");
    await r.client.perform(sampleAuthor("tea-garden-1"), openBatch(sha256, { batch: "leaf-big", product: "fresh-leaf", season: SEASON }));
    expect(await code(() => act("tea-garden-1", "DrawPlot", { batch, plot, grams: 1_000_000_000 }))).toBe("capacity-exceeded");

    const good = await r.client.signAct(sampleAuthor("tea-garden-1"), "DrawPlot", { batch, plot, grams: 10 });
    const wrong = `0x${(Number.parseInt(good.signature.slice(2, 4), 16) ^ 1).toString(16).padStart(2, "0")}${good.signature.slice(4)}`;
    expect(await code(() => r.client.post("/acts", { ...good, signature: wrong }))).toBe("act-signature-wrong");
    expect(await code(() => r.client.post("/acts", good))).toBe("accepted");
    expect(await code(() => r.client.post("/acts", good))).toBe("act-nonce");

    expect(await code(() => act("tea-packer", "SetCapacity", { plot, season: SEASON, holder: plot, grams: 1, surveyHash: plot }))).toBe("act-not-permitted");
    expect(await code(() => act("tea-packer", "DrawPlot", { batch, plot, grams: 1 }))).toMatch(/act-not-permitted|not-holder/);
    expect(await code(() => act("brand-operator", "SetCapacity", { plot, season: SEASON, holder: chainId32(sha256, "tea-garden-1"), grams: 1, surveyHash: plot }))).toBe("capacity-below-used");
    const { nonce } = await r.client.get<{ nonce: string }>("/acts/nonce?contract=BatchLedger&actor=tea-garden-1");
    const late = { actor: chainId32(sha256, "tea-garden-1"), batch, plot, grams: 10, nonce: Number(nonce), deadline: 1 };
    const signature = `0x${hex(sampleAuthor("tea-garden-1").sign(actDigest(r.service.policy.chain, "DrawPlot", late)))}`;
    expect(await code(() => r.client.post("/acts", { contract: "BatchLedger", act: "DrawPlot", message: late, signature }))).toBe("act-expired");
  });

  it("refuse an act whose message lacks a field or spells a number otherwise", async () => {
    const whole = await r.client.signAct(sampleAuthor("tea-garden-1"), "DrawPlot", { batch: chainId32(sha256, "leaf-big"), plot: chainId32(sha256, "plot-7"), grams: 10 });
    const { grams: _grams, ...less } = whole.message;
    for (const message of [less, { ...whole.message, grams: "0x10" }, { ...whole.message, grams: -1 }, { ...whole.message, grams: "18446744073709551616" }, { ...whole.message, plot: "plot-7" }, { ...whole.message, more: 1 }])
      expect(await code(() => r.client.post("/acts", { ...whole, message }))).toBe("field-invalid");
  });
});

describe("recording", () => {
  it("refuses a forged signature and writes nothing of the capture that it came in", async () => {
    const before = await (await fetch(url("/log/checkpoint"))).text();
    const [good, bad] = [await signed("brand-operator", product("fine")), await signed("brand-operator", product("forged"))];
    const bytes = fromBase64url(bad.signature);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    expect(await code(() => r.client.post("/entries", { entries: [good, { ...bad, signature: base64url(bytes) }] }))).toBe("signature-wrong");
    expect(await (await fetch(url("/log/checkpoint"))).text()).toBe(before);
    expect(await code(() => r.client.post("/entries", { entries: [good] }))).toBe("accepted");
  });

  it("takes the same request twice and answers it alike", async () => {
    const entries = [await signed("brand-operator", product("twice"))];
    const answers = await Promise.all([1, 2, 3].map(() => r.client.post("/entries", { entries })));
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it("holds an EPCIS capture, findable by its name, and the same when sent again", async () => {
    const statement = applyPesticide(DOMAIN, { plot: "plot-1", time: at("00:01"), application: { product: "药", productEn: "spray", registrationNo: "示例", source: "示例", target: "虫", method: "喷雾", dose: "少", activeIngredients: ["bifenthrin"], stoppedOn: TODAY, intervalDays: 7 } })[0];
    if (statement?.kind !== "entry") throw new Error("no entry");
    const { statement: event, ...proof } = await signed("tea-garden-1", statement.statement, "plot/plot-1");
    const document = { "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], type: "EPCISDocument", schemaVersion: "2.0", creationDate: at("00:02"), epcisBody: { eventList: [{ ...event, "liangji:proof": proof }] } };
    const send = () => fetch(url("/capture"), { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(document) });
    const first = await send();
    expect(first.status).toBe(202);
    const again = await send();
    expect(again.headers.get("location")).toBe(first.headers.get("location"));
    const job = await first.json();
    expect(await (await fetch(url(first.headers.get("location") ?? ""))).json()).toEqual(job);
    expect(job).toMatchObject({ running: false, success: true, entries: [{ proof: expect.stringMatching(/^\/log\/proof\/\d+$/) }] });
  });

  it("refuses leaf from the plot that was sprayed today, and says when it opens", async () => {
    const steps = harvest(sha256, DOMAIN, { batch: "leaf-early", product: "fresh-leaf", season: SEASON, time: at("00:03"), leafStandard: "one-bud-two-leaves", plots: [{ plot: "plot-1", grams: 10 }] });
    expect(await code(() => r.client.perform(sampleAuthor("tea-garden-1"), steps))).toBe("interval-not-over");
  });

  it("refuses to close a batch over fewer entries than it has, and records nothing for it once it is closed", async () => {
    const grower = sampleAuthor("tea-garden-1");
    const one = (plot: string, clock: string) => harvest(sha256, DOMAIN, { batch: "leaf-two", product: "fresh-leaf", season: SEASON, time: at(clock), leafStandard: "one-bud-two-leaves", plots: [{ plot, grams: 10 }] });
    await r.client.perform(grower, one("plot-4", "00:04"));
    const stale = closeBatch(sha256, { batch: "leaf-two", leafHashes: await r.client.leafHashes("batch/leaf-two"), nextHolder: "tea-factory" });
    await r.client.perform(grower, one("plot-7", "00:05").slice(1));
    expect(await code(() => r.client.perform(grower, stale))).toBe("series-conflict");
    const view = await r.client.get<{ provenanceRoot: string; entries: number }>("/batches/leaf-two");
    const hashes = await r.client.leafHashes("batch/leaf-two");
    const [close] = closeBatch(sha256, { batch: "leaf-two", leafHashes: hashes, nextHolder: "tea-factory" });
    expect(close?.kind === "act" && close.message).toMatchObject({ provenanceRoot: `0x${view.provenanceRoot}`, entryCount: view.entries });
    await r.client.perform(grower, close ? [close] : []);
    expect(await code(() => r.client.perform(grower, one("plot-4", "00:06").slice(2)))).toBe("series-closed");
    const into = receive(DOMAIN, { site: "tea-factory", time: at("00:07"), source: "leaf-two", sourceProduct: "fresh-leaf", grams: 20, into: "leaf-two" });
    expect(await code(() => r.client.perform(sampleAuthor("tea-factory"), into))).toBe("series-closed");
  });

  it("keeps a label's evidence whole while other batches are picked from the same plots", async () => {
    const { headline, checks } = await judge(await evidence());
    expect(checks.filter(({ status }) => status === "failed")).toEqual([]);
    expect(headline).toBe("all-passed");
  });
});

describe("labels after minting", () => {
  it("refuses serials that do not give the root that was signed, and a serial of another mint", async () => {
    const serials = sampleSerials("other-root", 3);
    const { message } = mint(sha256, { batch: ids.batch, serials, unitGrams: 50 });
    const { contract: _contract, act: _act, ...body } = await r.client.signAct(sampleAuthor("tea-packer"), "Mint", message);
    expect(await code(() => r.client.post("/mints", { ...body, serials: [...serials].reverse() }))).toBe("label-root-differs");
    const mixed = [ids.serial, ...serials.slice(1)];
    const again = mint(sha256, { batch: ids.batch, serials: mixed, unitGrams: 50 });
    const { contract: _c, act: _a, ...other } = await r.client.signAct(sampleAuthor("tea-packer"), "Mint", again.message);
    expect(await code(() => r.client.post("/mints", { ...other, serials: mixed }))).toBe("field-invalid");
    expect((await evidence()).label.serial).toBe(ids.serial);
  });

  it("tells the packer's reason for voiding one code, and leaves its neighbour good", async () => {
    const serials = sampleSerials(ids.batch, 840);
    const root = `0x${hex(labelRoot(sha256, ids.batch, serials))}`;
    await r.client.perform(sampleAuthor("tea-packer"), voidLabels({ root, indexes: [5], reason: "袋子破了" }));
    const of = (index: number) => evidence(`/p/${ids.product}/b/${ids.batch}/s/${serials[index]}`);
    const voided = await of(5);
    expect(voided.reasons).toEqual({ [hex(sha256(utf8("袋子破了")))]: "袋子破了" });
    expect((await judge(voided)).code).toMatchObject({ status: "failed", code: "void" });
    expect((await judge(await of(6))).code.code).toBe("code-active");
  });

  it("is on every label at once when the leaf it came from is recalled", async () => {
    const leaf = (await evidence()).batches.at(-1)?.batch ?? "";
    await r.client.perform(sampleAuthor("regulator"), recall(sha256, { batch: leaf, reason: "示例召回" }));
    const judged = await judge(await evidence());
    expect([judged.headline, judged.code.code, judged.code.facts["reason"]]).toEqual(["recalled", "recalled", "示例召回"]);
    const view = await r.client.get<{ recalled: { batch: string; reason: string }; downstream: string[] }>(`/batches/${ids.batch}`);
    expect(view.recalled).toMatchObject({ batch: leaf, reason: "示例召回" });
    expect((await r.client.get<{ downstream: string[] }>(`/batches/${leaf}`)).downstream).toContain(ids.batch);
  });
});

describe("anchoring", () => {
  it("puts new entries on the chain with a proof, and anchors nothing twice", async () => {
    await r.client.perform(sampleAuthor("brand-operator"), defineProduct({ occurredAt: at("00:08"), product: "late", name: { zh: "茶", en: "tea" }, verb: "drink" }));
    const count = async () => (await r.client.get<{ anchors: { index: number }[] }>("/log/anchors")).anchors.length;
    const before = await count();
    await r.service.anchorNow();
    await r.service.anchorNow();
    expect(await count()).toBe(before + 1);
  });
});
