import { readFile, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { roleBits } from "#core/act/states.ts";
import { anchorGas } from "./anchor-gas.ts";
import { accountKey, FAR, id, openWorld, type World } from "./chain.ts";

const GAS_FILE = new URL("./gas.json", import.meta.url);
const HASH = id("a document");

/** From an empty chain to a recalled label, every act once; gas of each, signed by accounts (P-256 gas varies a little). */
async function walk(world: World): Promise<Record<string, number>> {
  const gas: Record<string, number> = {};
  const act = async (...[name, actor, message]: Parameters<World["act"]>) => {
    const receipt = await world.act(name, actor, message);
    gas[name] ??= Number(receipt.gasUsed);
  };
  const admit = (admitter: string, subject: string, roles: number) =>
    act("Admit", admitter, {
      subject: id(subject),
      signer: accountKey(subject).signer,
      roles,
      validFrom: 0,
      validTo: FAR,
    });

  await admit("operator", "grower", roleBits.grower);
  await admit("operator", "neighbour", roleBits.grower);
  await admit("operator", "factory", roleBits.factory);
  await admit("operator", "packer", roleBits.packer);
  await admit("operator", "laboratory", roleBits.laboratory);
  await admit("accreditor", "body", roleBits.certifier);
  await act("Accredit", "accreditor", {
    body: id("body"),
    scheme: id("organic"),
    products: [id("green-tea-50g"), id("made-tea"), id("fresh-leaf")],
    validFrom: 0,
    validTo: FAR,
    documentHash: HASH,
  });
  await act("Issue", "body", {
    certificate: id("cert-0001"),
    holder: id("packer"),
    scheme: id("organic"),
    products: [id("green-tea-50g")],
    volumes: [20_000],
    plots: [id("plot-1")],
    validFrom: 0,
    validTo: FAR,
    documentHash: HASH,
  });
  await act("Recognise", "accreditor", {
    recognition: id("cn-nz-organic"),
    fromScheme: id("organic"),
    toScheme: id("nz-organic"),
    validFrom: 0,
    validTo: FAR,
    termsHash: HASH,
  });
  await act("SetRecognition", "accreditor", { recognition: id("cn-nz-organic"), status: 2, reason: "talks" });
  await act("SetCapacity", "operator", {
    plot: id("plot-1"),
    season: 2026,
    holder: id("grower"),
    grams: 100_000,
    surveyHash: HASH,
  });
  const convert = (from: string, to: string, numerator: number, denominator: number) =>
    act("SetConversion", "operator", {
      fromProduct: id(from),
      toProduct: id(to),
      numerator,
      denominator,
      sourceHash: HASH,
    });
  await convert("fresh-leaf", "made-tea", 1, 4);
  await convert("made-tea", "green-tea-50g", 1, 1);

  const none = `0x${"00".repeat(32)}`;
  const open = (actor: string, batch: string, product: string) =>
    act("OpenBatch", actor, { batch: id(batch), product: id(product), season: 2026 });
  const close = (actor: string, batch: string, nextHolder: string) =>
    act("CloseBatch", actor, { batch: id(batch), provenanceRoot: HASH, entryCount: 3, nextHolder });
  const draw = (actor: string, source: string, batch: string, gramsIn: number, gramsOut: number, certificate: string) =>
    act("DrawBatch", actor, { source: id(source), batch: id(batch), gramsIn, gramsOut, certificate });
  await open("grower", "leaf", "fresh-leaf");
  await act("DrawPlot", "grower", { batch: id("leaf"), plot: id("plot-1"), grams: 40_000 });
  await act("OfferQuota", "grower", { plot: id("plot-1"), season: 2026, to: id("neighbour"), grams: 5000 });
  await act("TakeQuota", "neighbour", { plot: id("plot-1"), season: 2026, from: id("grower"), grams: 5000 });
  await close("grower", "leaf", id("factory"));
  await act("RejectBatch", "factory", { batch: id("leaf"), reason: "wet" });
  await act("OfferBatch", "grower", { batch: id("leaf"), nextHolder: id("factory") });
  await act("AcceptBatch", "factory", { batch: id("leaf"), grams: 40_000 });
  await open("factory", "tea", "made-tea");
  await draw("factory", "leaf", "tea", 40_000, 10_000, none);
  await close("factory", "tea", id("packer"));
  await act("AcceptBatch", "packer", { batch: id("tea"), grams: 10_000 });
  await open("packer", "pack", "green-tea-50g");
  await draw("packer", "tea", "pack", 10_000, 10_000, id("cert-0001"));
  await close("packer", "pack", none);
  await act("CertifySale", "body", {
    sale: id("sale-1"),
    certificate: id("cert-0001"),
    batch: id("pack"),
    buyer: id("a buyer"),
    grams: 5000,
    tradeAt: FAR - 1,
    documentHash: HASH,
  });
  await act("ReturnSale", "body", { sale: id("sale-1"), grams: 1000, reason: "not taken" });
  await act("Mint", "packer", {
    batch: id("pack"),
    labelRoot: id("labels"),
    hiddenRoot: id("hidden"),
    count: 190,
    unitGrams: 50,
  });
  await act("VoidLabels", "packer", { labelRoot: id("labels"), indexes: [3, 4], cause: 1, reason: "torn" });
  await act("Activate", "packer", { labelRoot: id("labels") });
  await act("WriteOff", "packer", { batch: id("pack"), cause: 1, grams: 100, reason: "torn" });
  await act("Recall", "grower", { batch: id("leaf"), reason: "residue" });
  await act("Renew", "body", {
    certificate: id("cert-0001"),
    products: [id("green-tea-50g"), id("made-tea")],
    volumes: [20_000, 5000],
    plots: [id("plot-1"), id("plot-2")],
    validTo: FAR + 1,
    documentHash: HASH,
    reason: "audited",
  });
  await act("ReduceScope", "body", {
    certificate: id("cert-0001"),
    products: [id("made-tea")],
    volumes: [0],
    plots: [id("plot-2")],
    documentHash: HASH,
    reason: "less land",
  });
  await act("SetStatus", "body", { certificate: id("cert-0001"), status: 2, reason: "recall" });
  await act("SetAccreditation", "accreditor", {
    body: id("body"),
    scheme: id("organic"),
    suspended: true,
    reason: "audit",
  });
  await act("ReleaseVerifier", "operator", { verifierHash: id("verifier"), documentHash: id("release") });
  await act("Rotate", "laboratory", { signer: accountKey("laboratory anew").signer });
  await act("Revoke", "operator", { subject: id("laboratory"), reason: "left" });
  return gas;
}

async function expectPinned(part: string, gas: Record<string, number>): Promise<void> {
  const pinned = JSON.parse(await readFile(GAS_FILE, "utf8")) as Record<string, Record<string, number>>;
  if (process.env.UPDATE_GAS === "1") {
    pinned[part] = gas;
    await writeFile(GAS_FILE, `${JSON.stringify(pinned, null, 2)}\n`);
  }
  expect(gas).toEqual(pinned[part]);
}

it("leads from an empty chain to a recalled label, at the gas that gas.json says", async () => {
  const world = await openWorld();
  const gas = await walk(world);
  const { BatchLedger, LabelMint, CertificateRegistry } = world.contracts;
  const batch = await BatchLedger.getFunction("batchOf")(id("pack"));
  expect([batch.mass, batch.drawn, batch.labelled]).toEqual([10_000n, 0n, 9_400n]);
  expect(batch.certificate).toBe(id("cert-0001"));
  expect(await BatchLedger.getFunction("isRecalled")(id("pack"))).toBe(true);
  expect((await LabelMint.getFunction("labelState")(id("labels"), 3))[0]).toBe(3n);
  expect((await LabelMint.getFunction("labelState")(id("labels"), 5))[0]).toBe(2n);
  expect((await CertificateRegistry.getFunction("statusAt")(id("cert-0001"), FAR))[0]).toBe(2n);
  expect(await CertificateRegistry.getFunction("usedOf")(id("cert-0001"), id("green-tea-50g"))).toBe(0n);
  expect(await CertificateRegistry.getFunction("soldOf")(id("pack"))).toBe(4000n);

  await expectPinned("acts", gas);
});

it("anchors a log of 2^30 entries for at most 80,000 gas, and 110,000 with three witnesses, at the gas that gas.json says", async () => {
  const gas = await anchorGas(await openWorld());
  const most = (quorum: number) =>
    Math.max(...Object.entries(gas).map(([what, used]) => (new RegExp(`^anchor .*${quorum}$`).test(what) ? used : 0)));
  expect(most(0)).toBeLessThanOrEqual(80_000);
  expect(most(3)).toBeLessThanOrEqual(110_000);
  await expectPinned("log", gas);
});
