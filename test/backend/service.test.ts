import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ActMessage, actDigest } from "#core/act/acts.ts";
import { chainId32 } from "#core/act/id.ts";
import { base64url, fromBase64url, hex } from "#core/bytes.ts";
import { sentence } from "#core/refusal.ts";
import { closeBatch, openBatch, receive } from "#core/work/batch.ts";
import { applyPesticide, harvest } from "#core/work/garden.ts";
import { resolveInterval } from "#core/work/interval.ts";
import { mint } from "#core/work/labels.ts";
import { defineProduct } from "#core/work/land.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { brand } from "#scripts/sample/cast.ts";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { product, type Told, today, told } from "./told.ts";

let t: Told;
beforeAll(async () => {
  t = await told();
});
afterAll(() => t.r.close());

describe("contracts' refusals", () => {
  it("become sentences with both numbers", async () => {
    const serials = sampleSerials("too-many", 10);
    const { message } = mint(sha256, { batch: t.ids.batch, serials, unitGrams: 50 });
    const {
      contract: _contract,
      act: _act,
      ...body
    } = await t.r.client.signAct(sampleAuthor("tea-packer"), "Mint", message);
    const response = await fetch(t.url("/mints"), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...body, serials }),
    });
    const problem = (await response.json()) as { code: string; title: string; facts: object };
    expect([response.status, problem.code, problem.facts]).toEqual([
      409,
      "batch-mass-exceeded",
      { batch: t.ids.batch, requested: 500, left: 0 },
    ]);
    expect(problem.title).toBe(sentence("batch-mass-exceeded", { requested: 500, left: 0 }, "zh"));
    expect(problem.title).toMatch(/0.*500/);
  });

  it("leave no label behind: the refused serials may be minted later", async () => {
    const [serial] = sampleSerials("too-many", 1);
    expect((await fetch(t.url(`/evidence/p/${t.ids.product}/b/${t.ids.batch}/s/${serial}`))).status).toBe(404);
  });

  it("cover capacity, who signs, in which turn, until when, and in which role", async () => {
    const plot = chainId32(sha256, "plot-7");
    const batch = chainId32(sha256, "leaf-big");
    await t.r.client.perform(
      sampleAuthor("tea-garden-1"),
      openBatch(sha256, { batch: "leaf-big", product: "fresh-leaf", season: today.season }),
    );
    expect(await t.code(() => t.act("tea-garden-1", "DrawPlot", { batch, plot, grams: 1_000_000_000 }))).toBe(
      "capacity-exceeded",
    );

    const good = await t.r.client.signAct(sampleAuthor("tea-garden-1"), "DrawPlot", { batch, plot, grams: 10 });
    const wrong = `0x${(Number.parseInt(good.signature.slice(2, 4), 16) ^ 1).toString(16).padStart(2, "0")}${good.signature.slice(4)}`;
    expect(await t.code(() => t.r.client.post("/acts", { ...good, signature: wrong }))).toBe("act-signature-wrong");
    expect(await t.code(() => t.r.client.post("/acts", good))).toBe("accepted");
    expect(await t.code(() => t.r.client.post("/acts", good))).toBe("accepted");

    expect(
      await t.code(() =>
        t.act("tea-packer", "SetCapacity", { plot, season: today.season, holder: plot, grams: 1, surveyHash: plot }),
      ),
    ).toBe("act-not-permitted");
    expect(await t.code(() => t.act("tea-packer", "DrawPlot", { batch, plot, grams: 1 }))).toMatch(
      /act-not-permitted|not-holder/,
    );
    expect(
      await t.code(() =>
        t.act("brand-operator", "SetCapacity", {
          plot,
          season: today.season,
          holder: chainId32(sha256, "tea-garden-1"),
          grams: 1,
          surveyHash: plot,
        }),
      ),
    ).toBe("capacity-below-used");
    const { nonce } = await t.r.client.get<{ nonce: string }>("/acts/nonce?contract=BatchLedger&actor=tea-garden-1");
    const late = {
      actor: chainId32(sha256, "tea-garden-1"),
      batch,
      plot,
      grams: 10,
      nonce: Number(nonce),
      deadline: 1,
    };
    const signature = `0x${hex(sampleAuthor("tea-garden-1").sign(actDigest(t.r.service.policy.chain, "DrawPlot", late)))}`;
    expect(
      await t.code(() =>
        t.r.client.post("/acts", { contract: "BatchLedger", act: "DrawPlot", message: late, signature }),
      ),
    ).toBe("act-expired");
  });

  it("refuse an act whose message lacks a field or spells a number otherwise", async () => {
    const whole = await t.r.client.signAct(sampleAuthor("tea-garden-1"), "DrawPlot", {
      batch: chainId32(sha256, "leaf-big"),
      plot: chainId32(sha256, "plot-7"),
      grams: 10,
    });
    const { grams: _grams, ...less } = whole.message;
    for (const message of [
      less,
      { ...whole.message, grams: "0x10" },
      { ...whole.message, grams: -1 },
      { ...whole.message, grams: "18446744073709551616" },
      { ...whole.message, plot: "plot-7" },
      { ...whole.message, more: 1 },
    ])
      expect(await t.code(() => t.r.client.post("/acts", { ...whole, message }))).toBe("field-invalid");
  });
});

describe("recording", () => {
  it("refuses a forged signature and writes nothing of the capture that it came in", async () => {
    const before = await (await fetch(t.url("/log/checkpoint"))).text();
    const [good, bad] = [
      await t.signed("brand-operator", product("fine")),
      await t.signed("brand-operator", product("forged")),
    ];
    const bytes = fromBase64url(bad.signature);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    expect(
      await t.code(() => t.r.client.post("/entries", { entries: [good, { ...bad, signature: base64url(bytes) }] })),
    ).toBe("signature-wrong");
    expect(await (await fetch(t.url("/log/checkpoint"))).text()).toBe(before);
    expect(await t.code(() => t.r.client.post("/entries", { entries: [good] }))).toBe("accepted");
  });

  it("takes the same request twice and answers it alike", async () => {
    const entries = [await t.signed("brand-operator", product("twice"))];
    const answers = await Promise.all([1, 2, 3].map(() => t.r.client.post("/entries", { entries })));
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it("holds an EPCIS capture, findable by its name, and the same when sent again", async () => {
    const statement = applyPesticide(brand.domain, {
      plot: "plot-1",
      time: today.time,
      application: {
        product: "药",
        productEn: "spray",
        registrationNo: "示例",
        source: "示例",
        target: "虫",
        method: "喷雾",
        dose: "少",
        activeIngredients: ["bifenthrin"],
        stoppedOn: today.day,
        intervalDays: 7,
      },
    })[0];
    if (statement?.kind !== "entry") throw new Error("no entry");
    const { statement: event, ...proof } = await t.signed("tea-garden-1", statement.statement, "plot/plot-1");
    const document = {
      "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
      type: "EPCISDocument",
      schemaVersion: "2.0",
      creationDate: today.time,
      epcisBody: { eventList: [{ ...event, "liangji:proof": proof }] },
    };
    const send = () =>
      fetch(t.url("/capture"), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(document),
      });
    const first = await send();
    expect(first.status).toBe(202);
    const again = await send();
    expect(again.headers.get("location")).toBe(first.headers.get("location"));
    const job = await first.json();
    expect(await (await fetch(t.url(first.headers.get("location") ?? ""))).json()).toEqual(job);
    expect(job).toMatchObject({
      running: false,
      success: true,
      entries: [{ proof: expect.stringMatching(/^\/log\/proof\/\d+$/) }],
    });
  });

  it("records leaf from the plot that was sprayed today, and lets no certificate or label near it until somebody answers for it", async () => {
    const steps = harvest(sha256, brand.domain, {
      batch: "leaf-early",
      product: "fresh-leaf",
      season: today.season,
      time: today.time,
      leafStandard: "one-bud-two-leaves",
      plots: [{ plot: "plot-1", grams: 10 }],
    });
    expect(await t.code(() => t.r.client.perform(sampleAuthor("tea-garden-1"), steps))).toBe("accepted");
    const { flags } = await t.r.client.get<{ flags: object[] }>("/batches/leaf-early");
    expect(flags).toMatchObject([{ plot: "plot-1", harvestedOn: today.day, appliedOn: today.day }]);
    const hash = (id: string) => chainId32(sha256, id);
    const draw = { source: hash("leaf-early"), batch: hash("none"), gramsIn: 10, gramsOut: 2 };
    const certified = () => t.act("tea-factory", "DrawBatch", { ...draw, certificate: hash("cert-0001") });
    const { message } = mint(sha256, { batch: "leaf-early", serials: sampleSerials("leaf-early", 1), unitGrams: 1 });
    const labelled = () => t.act("tea-packer", "Mint", message as ActMessage);
    expect(await t.code(certified)).toBe("interval-not-over");
    expect(await t.code(labelled)).toBe("interval-not-over");
    const release = resolveInterval({
      occurredAt: today.time,
      batch: "leaf-early",
      harvests: [{ plot: "plot-1", harvestedOn: today.day }],
      person: "示例人员",
      reason: "示例：送检合格。",
    });
    expect(await t.code(() => t.r.client.perform(sampleAuthor("tea-garden-1"), release))).toBe("role-missing");
    await t.r.client.perform(sampleAuthor("brand-operator"), release);
    // Now it is for the contracts to say no.
    expect(await t.code(certified)).not.toBe("interval-not-over");
    expect(await t.code(labelled)).not.toBe("interval-not-over");
  });

  it("refuses to close a batch over fewer entries than it has, and records nothing for it once it is closed", async () => {
    const grower = sampleAuthor("tea-garden-1");
    const one = (plot: string) =>
      harvest(sha256, brand.domain, {
        batch: "leaf-two",
        product: "fresh-leaf",
        season: today.season,
        time: today.time,
        leafStandard: "one-bud-two-leaves",
        plots: [{ plot, grams: 10 }],
      });
    await t.r.client.perform(grower, one("plot-4"));
    const stale = closeBatch(sha256, {
      batch: "leaf-two",
      leafHashes: await t.r.client.leafHashes("batch/leaf-two"),
      nextHolder: "tea-factory",
    });
    await t.r.client.perform(grower, one("plot-7").slice(1));
    expect(await t.code(() => t.r.client.perform(grower, stale))).toBe("series-conflict");
    const view = await t.r.client.get<{ provenanceRoot: string; entries: number }>("/batches/leaf-two");
    const hashes = await t.r.client.leafHashes("batch/leaf-two");
    const [close] = closeBatch(sha256, { batch: "leaf-two", leafHashes: hashes, nextHolder: "tea-factory" });
    expect(close?.kind === "act" && close.message).toMatchObject({
      provenanceRoot: `0x${view.provenanceRoot}`,
      entryCount: view.entries,
    });
    await t.r.client.perform(grower, close ? [close] : []);
    expect(await t.code(() => t.r.client.perform(grower, one("plot-4").slice(2)))).toBe("series-closed");
    const into = receive(brand.domain, {
      site: "tea-factory",
      time: today.time,
      source: "leaf-two",
      sourceProduct: "fresh-leaf",
      grams: 20,
      into: "leaf-two",
    });
    expect(await t.code(() => t.r.client.perform(sampleAuthor("tea-factory"), into))).toBe("series-closed");
  });

  it("keeps a label's evidence whole while other batches are picked from the same plots", async () => {
    const { headline, checks } = await t.judge(await t.evidence());
    expect(checks.filter(({ status }) => status === "failed")).toEqual([]);
    expect(headline).toBe("all-passed");
  });
});

describe("anchoring", () => {
  it("puts new entries on the chain with a proof, and anchors nothing twice", async () => {
    await t.r.client.perform(
      sampleAuthor("brand-operator"),
      defineProduct({ occurredAt: today.time, product: "late", name: { zh: "茶", en: "tea" }, verb: "drink" }),
    );
    const count = async () => (await t.r.client.get<{ anchors: { index: number }[] }>("/log/anchors")).anchors.length;
    const before = await count();
    await t.r.service.anchorNow();
    await t.r.service.anchorNow();
    expect(await count()).toBe(before + 1);
  });
});
