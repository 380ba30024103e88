import { builtPage } from "#backend/release/built.ts";
import { hex, utf8 } from "#core/bytes.ts";
import { labelRoot } from "#core/label/tree.ts";
import { acceptBatch, closeBatch, openBatch, pack, process, receive } from "#core/work/batch.ts";
import { issue, report } from "#core/work/certificate.ts";
import { applyPesticide, harvest, plant } from "#core/work/garden.ts";
import { activate, type HiddenSheet, hideCodes, mint } from "#core/work/labels.ts";
import { claim, conversion, defineProduct, survey } from "#core/work/land.ts";
import { accredit, admit } from "#core/work/people.ts";
import { withPhotos } from "#core/work/photos.ts";
import { releaseVerifier } from "#core/work/release.ts";
import type { Step as TaskStep } from "#core/work/task.ts";
import { sampleAuthor, sha256 } from "../author.ts";
import { outDir } from "../build.ts";
import type { Client } from "../client.ts";
import { packedUnits } from "./boxes.ts";
import type { Calendar } from "./calendar.ts";
import { admittedByOperator, brand, certificationBody } from "./cast.ts";
import { capacityGrams, ceilings, claims, plots, products, squareMetres, testedClaim } from "./garden.ts";
import { drawPanorama } from "./panorama.ts";
import { samplePaper } from "./paper.ts";
import { samplePhoto } from "./photo.ts";
import { leafCertificate, leafPromise } from "./promises.ts";
import { sampleAttestation, sampleRecognition, sampleRequest } from "./recognition.ts";
import { results } from "./results.ts";
import { sceneOfGarden } from "./scene.ts";
import { sampleSerials } from "./serials.ts";

/** One signed step of the story; a mint carries its codes beside the act, a record the file that it names. */
export type Beat = {
  readonly actor: string;
  readonly step: TaskStep;
  readonly labels?: Codes;
  readonly file?: Uint8Array;
};
/** What goes to POST /mints beside the act. */
export type Codes = { readonly serials: readonly string[]; readonly hidden: HiddenSheet["sent"] };

const DOMAIN = brand.domain;
const PACKS = 840;
const MADE_GRAMS = 42_300;
const by = (actor: string, steps: readonly TaskStep[]): Beat[] => steps.map((step) => ({ actor, step }));

/** Codes under the scratch layers, from a fixed seed as the others. */
export const sampleHiddenCodes = (batch: string, count: number): string[] => sampleSerials(`hidden/${batch}`, count);
export const sampleHidden = (batch: string, serials: readonly string[]): HiddenSheet =>
  hideCodes(sha256, {
    batch,
    serials,
    codes: sampleHiddenCodes(batch, serials.length),
    key: sha256(utf8(`liangji-sample-hidden-key/v1\n${batch}`)),
  });
export const sampleHiddenCode = (batch: string, n: number): string => sampleHiddenCodes(batch, n + 1)[n] ?? "";

export const batchesOf = (c: Calendar) => ({
  leaf: `leaf-${c.number(1, 1)}`,
  made: `tea-${c.number(1, 1)}`,
  pack: c.number(1, 1),
});

/** From the brand's first admission to 840 labelled packs of tea: what `npm start` puts into an empty data folder. */
export async function* story(client: Client, c: Calendar, from: number): AsyncGenerator<Beat> {
  const { leaf, made, pack: packed } = batchesOf(c);
  const day = 86_400;
  const until = from + 3 * 365 * day;
  const verifier = client.policy.chain.contracts.WebCryptoP256Verifier;
  const admission = (player: (typeof admittedByOperator)[number]) =>
    admit(sha256, {
      subject: player.actor,
      name: player.name,
      roles: player.roles,
      publicKey: sampleAuthor(player.actor).publicKey,
      verifier,
      validFrom: from - 60 * day,
      validTo: until,
      occurredAt: c.at(60, "09:00"),
      ...(player.place && { place: player.place }),
    });

  for (const player of admittedByOperator) yield* by("brand-operator", admission(player));
  yield* by("accreditor", admission(certificationBody));
  yield* by(
    "accreditor",
    accredit(sha256, {
      body: "certification-body",
      scheme: "sample-quality",
      products: ["green-tea-50g"],
      validFrom: from - 60 * day,
      validTo: until,
      documentHash: hex(sha256(utf8("示例认可证书"))),
    }),
  );
  for (const product of products)
    yield* by("brand-operator", defineProduct({ occurredAt: c.at(59, "10:00"), ...product }));
  for (const one of ceilings) yield* by("brand-operator", conversion(sha256, one));
  for (const p of plots)
    yield* by(
      "brand-operator",
      survey(sha256, {
        occurredAt: c.at(58, "15:00"),
        plot: p.plot,
        name: p.name,
        holder: "tea-garden-1",
        town: p.town,
        outline: p.outline,
        datum: "CGCS2000",
        areaSquareMetres: squareMetres(p.mu),
        altitudeMetres: p.altitudeMetres,
        season: c.season,
        capacityGrams: capacityGrams(p.mu),
        basis: "示例测绘：每亩 56 千克干茶，4.5 千克鲜叶制 1 千克",
      }),
    );
  for (const one of claims)
    yield* by("brand-operator", claim({ occurredAt: c.at(58, "16:00"), product: "green-tea-50g", ...one }));

  const garden = drawPanorama();
  yield sceneOfGarden(c, garden);
  for (const { plot } of plots)
    yield* by(
      "tea-garden-1",
      plant(DOMAIN, { plot, time: c.at(57, "08:00"), variety: "海南大叶", plantedOn: "2019-09-12", plantsPerMu: 2200 }),
    );
  for (const { plot } of plots)
    yield* by(
      "tea-garden-1",
      applyPesticide(DOMAIN, {
        plot,
        time: c.at(27, "08:30"),
        application: {
          product: "联苯菊酯 2.5% 乳油",
          productEn: "bifenthrin 2.5% EC",
          registrationNo: "示例-PD0001",
          inputLot: "示例-LOT-2601",
          manufacturer: "示例农药厂",
          source: "示例农资店",
          target: "茶小绿叶蝉",
          method: "喷雾",
          dose: "每亩 80 毫升，兑水 45 千克",
          activeIngredients: ["bifenthrin"],
          stoppedOn: c.day(27),
          intervalDays: 7,
        },
      }),
    );
  const photo = samplePhoto(garden);
  const picking = withPhotos(
    harvest(sha256, DOMAIN, {
      batch: leaf,
      product: "fresh-leaf",
      season: c.season,
      time: c.at(1, "07:40"),
      leafStandard: "one-bud-two-leaves",
      plots: plots.map(({ plot, harvestGrams }) => ({ plot, grams: harvestGrams })),
    }),
    [photo.picture],
  );
  for (const beat of by("tea-garden-1", picking))
    yield beat.step.kind === "entry" ? { ...beat, file: photo.bytes } : beat;
  yield* by(
    "tea-garden-1",
    closeBatch(sha256, {
      batch: leaf,
      leafHashes: await client.leafHashes(`batch/${leaf}`),
      nextHolder: "tea-factory",
    }),
  );

  const picked = plots.reduce((sum, { harvestGrams }) => sum + harvestGrams, 0);
  yield* by("tea-garden-1", leafPromise(leaf, picked, c.at(1, "08:40")));
  yield* by("tea-factory", openBatch(sha256, { batch: made, product: "made-tea", season: c.season }));
  yield* by("tea-factory", acceptBatch(sha256, { batch: leaf, grams: picked }));
  yield* by(
    "tea-factory",
    receive(DOMAIN, {
      site: "tea-factory",
      time: c.at(1, "09:30"),
      source: leaf,
      sourceProduct: "fresh-leaf",
      grams: picked,
      into: made,
      baskets: 12,
      proof: { kind: "commitment", certificate: leafCertificate(leaf) },
    }),
  );
  yield* by(
    "tea-factory",
    process(sha256, DOMAIN, {
      site: "tea-factory",
      time: c.at(1, "16:30"),
      source: leaf,
      sourceProduct: "fresh-leaf",
      gramsIn: picked,
      batch: made,
      product: "made-tea",
      gramsOut: MADE_GRAMS,
      season: c.season,
      steps: [
        { step: "spreading", startedAt: c.at(1, "09:40"), endedAt: c.at(1, "13:40") },
        { step: "fixation", startedAt: c.at(1, "13:50"), endedAt: c.at(1, "14:40") },
        { step: "rolling", startedAt: c.at(1, "14:50"), endedAt: c.at(1, "15:30") },
        { step: "drying", startedAt: c.at(1, "15:40"), endedAt: c.at(1, "16:30") },
      ],
    }),
  );
  yield* by(
    "laboratory",
    report({
      occurredAt: c.at(1, "19:00"),
      report: `report-${made}`,
      batch: made,
      quantityGrams: MADE_GRAMS,
      sampleGrams: 300,
      sampledAt: c.at(1, "17:00"),
      sampledBy: "laboratory",
      accreditations: [{ kind: "CMA", number: "示例-0000" }],
      results: [...results],
    }),
  );
  yield* by("laboratory", claim({ occurredAt: c.at(1, "19:10"), product: "green-tea-50g", ...testedClaim }));
  yield* by(
    "tea-factory",
    closeBatch(sha256, { batch: made, leafHashes: await client.leafHashes(`batch/${made}`), nextHolder: "tea-packer" }),
  );

  const { bytes: file, ...paper } = await samplePaper();
  const [document, ...inForce] = by(
    "certification-body",
    issue(sha256, {
      occurredAt: c.at(20, "09:00"),
      certificate: "cert-0001",
      title: { zh: "示例品质认证", en: "Sample quality certificate" },
      scheme: "sample-quality",
      schemeName: { zh: "示例品质规则", en: "Sample quality scheme" },
      holder: "tea-packer",
      products: [{ product: "green-tea-50g", volumeGrams: 500_000 }],
      plots: plots.map(({ plot }) => plot),
      validFrom: c.day(20),
      validTo: `${c.season + 1}-12-31`,
      files: [paper],
    }),
  );
  if (document) yield { ...document, file };
  yield* inForce;
  yield* by("accreditor", sampleRecognition(c.at(20, "10:00"), c.day(20), `${c.season + 1}-12-31`));

  const grams = PACKS * 50;
  yield* by("tea-packer", acceptBatch(sha256, { batch: made, grams: MADE_GRAMS }));
  yield* by("tea-packer", openBatch(sha256, { batch: packed, product: "green-tea-50g", season: c.season }));
  yield* by(
    "tea-packer",
    pack(sha256, DOMAIN, {
      site: "tea-packer",
      time: c.at(1, "20:10"),
      source: made,
      sourceProduct: "made-tea",
      gramsIn: grams,
      batch: packed,
      product: "green-tea-50g",
      gramsOut: grams,
      season: c.season,
      certificate: "cert-0001",
      count: PACKS,
      unitGrams: 50,
      bestBefore: `${c.season + 2}-06-30`,
    }),
  );
  yield* by(
    "tea-packer",
    closeBatch(sha256, {
      batch: packed,
      leafHashes: await client.leafHashes(`batch/${packed}`),
      nextHolder: "tea-packer",
    }),
  );
  const serials = sampleSerials(packed, PACKS);
  const hidden = sampleHidden(packed, serials);
  yield {
    actor: "tea-packer",
    step: { kind: "act", ...mint(sha256, { batch: packed, serials, unitGrams: 50, hiddenRoot: hidden.root }) },
    labels: { serials, hidden: hidden.sent },
  };
  yield* by("tea-packer", activate(`0x${hex(labelRoot(sha256, packed, serials))}`));
  yield* by("tea-packer", packedUnits(c, packed, "green-tea-50g", serials));
  yield* by("certification-body", sampleAttestation(c.at(1, "21:00"), packed));
  yield* by(
    "tea-packer",
    sampleRequest(
      c.at(1, "21:10"),
      plots.slice(0, 2).map(({ plot }) => plot),
    ),
  );
  const page = await builtPage(outDir("verifier-app"));
  if (page)
    yield* by("brand-operator", releaseVerifier(sha256, { occurredAt: c.at(1, "21:00"), version: "示例", ...page }));
}
