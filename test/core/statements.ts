import fc from "fast-check";
import { rfc3339 } from "#backend/log/record.ts";
import { base64url } from "#core/bytes.ts";
import type { Statement } from "#core/entry.ts";
import { utcSeconds } from "#core/statement/clock.ts";
import type { Kind } from "#core/statement/kind.ts";
import { batchUri, plotUri } from "#core/statement/uri.ts";
import { DOMAIN, type Ground, NOW } from "../backend/ground.ts";

/** Something that somebody may say, and the series in which it stands. */
export type Said = {
  readonly by: keyof Ground["people"];
  readonly statement: Statement;
  readonly series: readonly string[];
};

const letters = fc.constantFrom(..."abcXYZ019 .,-（）：茶园白沙𠮷é“”µ%");
const words = (most: number) =>
  fc.array(letters, { minLength: 1, maxLength: most }).map((list) => list.join("").normalize("NFC"));
export const [name, text] = [words(80), words(280)];
export const names = fc.record({ zh: name, en: name });
export const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,47}$/);
export const grams = fc.integer({ min: 1, max: 1_000_000_000_000 });
export const count = (min: number, max: number) => fc.integer({ min, max });
/** Up to two years ago, in any zone that a phone may be set to. */
export const time = fc
  .tuple(count(0, 63_000_000), fc.constantFrom("Z", "+08:00", "-05:00", "+05:45", "+14:00"))
  .map(([ago, zone]) => rfc3339(NOW - ago - 86_400).replace("Z", zone));
export const day = time.map((one) => one.slice(0, 10));
const when = time.map((eventTime) => ({ eventTime, eventTimeZoneOffset: "+08:00" }));
const decimal = fc.stringMatching(/^(0|[1-9]\d{0,8})(\.\d{1,6})?$/);
export const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
export const maybe = <T>(made: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(made, { nil: undefined, freq: 1 });
/** A record in which what is undefined is left out. */
export const record = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc
    .record(model)
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)) as T);

const quantity = (product: string, batch: string) =>
  grams.map((one) => ({ epcClass: batchUri(DOMAIN, product, batch), quantity: one, uom: "GRM" }));
const site = fc.constant({ id: `https://${DOMAIN}/site/1` });
const plot = fc.constant({ id: plotUri(DOMAIN, "plot-1") });
const c = fc.constant;
const eventID = maybe(fc.stringMatching(/^ni:[!-~]{1,100}$/));
const steps = fc.array(
  fc.record({ step: fc.constantFrom("spreading", "fixation", "rolling", "drying"), startedAt: time, endedAt: time }),
  { minLength: 1, maxLength: 16 },
);
const transactions = fc.array(
  fc.record({
    type: fc.constantFrom("cert", "testres", "prodorder", "desadv"),
    bizTransaction: c(`https://${DOMAIN}/order/1`),
  }),
  { minLength: 1, maxLength: 8 },
);
const result = record({
  analyte: fc.constantFrom("matrine", "nicotine", "lead"),
  name: names,
  value: maybe(decimal),
  lod: maybe(decimal),
  unit: fc.constantFrom("mg/kg", "%"),
  method: name,
  kind: fc.constantFrom("maximum", "minimum"),
  limit: maybe(decimal),
  limitSource: maybe(text),
}).map((one) => ({ ...one, ...(one.value === undefined && { lod: one.lod ?? "0.01" }) }));

const picture = fc.record({
  sha256: hash,
  bytes: count(1, 2_097_152),
  mediaType: fc.constantFrom("image/jpeg", "image/png"),
  width: count(1, 8192),
  height: count(1, 8192),
});

/** For each kind of statement everything valid that may be said of it on a `ground` where leaf-1, made-1 and pack-1 are open. */
export function statements({ people }: Ground): Readonly<Record<Exclude<Kind, "case">, fc.Arbitrary<Said>>> {
  const said = (by: Said["by"], statement: fc.Arbitrary<object>, ...series: readonly string[]): fc.Arbitrary<Said> =>
    statement.map((one) => ({ by, statement: JSON.parse(JSON.stringify(one)) as Statement, series }));
  const photos = maybe(fc.array(picture, { minLength: 1, maxLength: 3 }));
  const event = { eventID, epcList: c([]), "liangji:photos": photos };
  const timed = (model: fc.Arbitrary<object>): fc.Arbitrary<object> =>
    fc.tuple(when, model).map(([times, own]) => ({ ...own, ...times }));
  return {
    admission: said(
      "operator",
      record({
        type: c("liangji:ActorAdmitted"),
        occurredAt: time,
        subject: id,
        name: names,
        roles: fc.uniqueArray(fc.constantFrom("grower", "factory", "packer", "laboratory"), { minLength: 1 }),
        publicKey: c(base64url(people.neighbour.publicKey)),
        place: maybe(names),
        phone: maybe(name),
      }),
    ),
    scene: said(
      "grower",
      record({
        type: c("liangji:SceneCaptured"),
        occurredAt: time,
        plot: c("plot-1"),
        medium: fc.constantFrom("photograph", "drawing"),
        picture,
        headingDegrees: count(0, 359),
        position: maybe(fc.tuple(count(-180_000_000, 180_000_000), count(-90_000_000, 90_000_000))),
        description: fc.record({ zh: text, en: text }),
      }),
    ),
    product: said(
      "operator",
      record({
        type: c("liangji:ProductDefined"),
        occurredAt: time,
        product: id,
        name: names,
        verb: fc.constantFrom("drink", "eat"),
        goods: maybe(fc.constantFrom("crop", "livestock", "aquatic", "processed-food", "textile")),
        unitGrams: maybe(grams),
        gtin: maybe(fc.stringMatching(/^\d{14}$/)),
      }),
    ),
    commitment: said(
      "grower",
      record({
        type: c("liangji:CommitmentCertificate"),
        occurredAt: time,
        certificate: id,
        template: c("CN-CDC-2026"),
        role: c("producer"),
        issuerKind: fc.constantFrom("enterprise", "coop", "farmer"),
        issuerName: c("grower"),
        contact: name,
        batch: c("pack-2"),
        product: c("green-tea-50g"),
        productName: name,
        grams: count(1, 1000),
        origin: name,
        plots: fc.array(id, { minLength: 1, maxLength: 64 }),
        basis: fc.uniqueArray(fc.constantFrom("QC", "SELF_TEST", "ENTRUSTED_TEST"), { minLength: 1 }),
        parents: c([]),
      }),
    ),
    resolution: said(
      "operator",
      record({
        type: c("liangji:IntervalResolved"),
        occurredAt: time,
        batch: c("leaf-1"),
        harvests: c([{ plot: "plot-1", harvestedOn: "2026-03-02" }]),
        person: name,
        reason: text,
      }),
    ),
    release: said(
      "operator",
      record({
        type: c("liangji:VerifierReleased"),
        occurredAt: time,
        version: name,
        verifierHash: hash,
        files: fc.array(
          fc.record({ path: fc.constantFrom("index.html", "assets/index-C_0-a.js", "scan/index.html"), sha256: hash }),
          { minLength: 1, maxLength: 128 },
        ),
      }),
    ),
    survey: said(
      "operator",
      record({
        type: c("liangji:PlotSurveyed"),
        occurredAt: time,
        plot: id,
        name: names,
        holder: c("grower"),
        town: names,
        outline: fc.array(fc.tuple(count(-180_000_000, 180_000_000), count(-90_000_000, 90_000_000)), {
          minLength: 3,
          maxLength: 200,
        }),
        datum: fc.constantFrom("CGCS2000", "WGS84"),
        areaSquareMetres: count(1, 100_000_000),
        altitudeMetres: count(-100, 6000),
        season: count(2000, 2999),
        capacityGrams: grams,
        basis: text,
      }),
    ),
    report: said(
      "laboratory",
      record({
        type: c("liangji:TestReport"),
        occurredAt: time,
        report: id,
        batch: c("made-1"),
        quantityGrams: grams,
        sampleGrams: grams,
        sampledAt: time,
        sampledBy: c("laboratory"),
        accreditations: fc.array(fc.record({ kind: fc.constantFrom("CMA", "CNAS"), number: name }), {
          minLength: 1,
          maxLength: 2,
        }),
        results: fc.uniqueArray(result, { minLength: 1, maxLength: 20, selector: ({ analyte }) => analyte }),
      }).map((one) => ({
        ...one,
        // Drawn before it was reported, and out of what the report is about.
        sampledAt: utcSeconds(one.sampledAt) > utcSeconds(one.occurredAt) ? one.occurredAt : one.sampledAt,
        sampleGrams: Math.min(one.sampleGrams, one.quantityGrams),
      })),
      "batch/made-1",
    ),
    withdrawal: said(
      "laboratory",
      record({
        type: c("liangji:TestReportWithdrawn"),
        occurredAt: c("2026-03-24T08:00:00+08:00"),
        report: c("report-0"),
        reason: text,
      }),
    ),
    certificate: said(
      "certifier",
      record({
        type: c("liangji:CertificateDocument"),
        occurredAt: time,
        certificate: id,
        title: names,
        scheme: id,
        schemeName: names,
        holder: c("packer"),
        products: fc.array(fc.record({ product: id, volumeGrams: grams }), { minLength: 1, maxLength: 16 }),
        plots: fc.array(id, { minLength: 1, maxLength: 64 }),
        validFrom: day,
        validTo: day,
        conversion: maybe(c(true)),
        files: maybe(fc.array(fc.record({ title: name, sha256: hash }), { minLength: 1, maxLength: 16 })),
      }),
    ),
    claim: said(
      "packer",
      record({
        type: c("liangji:ClaimMade"),
        occurredAt: time,
        claim: id,
        product: id,
        title: fc.record({ zh: text, en: text }),
        text: maybe(fc.record({ zh: text, en: text })),
        grade: fc.constantFrom("self-declared", "tradition", "contested"),
        source: maybe(words(300)),
      }),
    ),
    correction: said(
      "laboratory",
      record({
        type: c("liangji:Correction"),
        occurredAt: time,
        corrects: hash,
        reason: text,
        fields: fc.array(fc.record({ path: name, value: text }), { minLength: 1, maxLength: 16 }),
      }),
    ),
    planting: said(
      "grower",
      timed(
        record({
          type: c("ObjectEvent"),
          ...event,
          action: c("OBSERVE"),
          bizStep: c("liangji:planting"),
          readPoint: plot,
          "liangji:planting": fc.record({ variety: name, plantedOn: day, plantsPerMu: count(1, 20_000) }),
        }),
      ),
      "plot/plot-1",
    ),
    application: said(
      "grower",
      timed(
        record({
          type: c("ObjectEvent"),
          ...event,
          action: c("OBSERVE"),
          bizStep: c("liangji:applying"),
          readPoint: plot,
          "liangji:application": record({
            product: name,
            productEn: name,
            registrationNo: name,
            inputLot: maybe(name),
            manufacturer: maybe(name),
            source: text,
            target: text,
            method: text,
            dose: text,
            activeIngredients: fc.array(id, { minLength: 1, maxLength: 8 }),
            stoppedOn: day,
            intervalDays: maybe(count(0, 365)),
          }),
        }),
      ),
      "plot/plot-1",
    ),
    harvest: said(
      "grower",
      timed(
        record({
          type: c("ObjectEvent"),
          ...event,
          quantityList: fc.tuple(quantity("fresh-leaf", "leaf-1")),
          action: c("ADD"),
          bizStep: c("commissioning"),
          disposition: c("active"),
          readPoint: plot,
          ilmd: fc.record({ "liangji:leafStandard": fc.constantFrom("one-bud-one-leaf", "one-bud-two-leaves") }),
        }),
      ),
      "batch/leaf-1",
      "plot/plot-1",
    ),
    receipt: said(
      "factory",
      timed(
        record({
          type: c("ObjectEvent"),
          ...event,
          quantityList: fc.tuple(quantity("fresh-leaf", "leaf-1")),
          action: c("OBSERVE"),
          bizStep: c("receiving"),
          disposition: c("in_progress"),
          readPoint: site,
          "liangji:baskets": maybe(count(1, 10_000)),
        }),
      ),
      "batch/made-1",
    ),
    processing: said(
      "factory",
      timed(
        record({
          type: c("TransformationEvent"),
          eventID,
          "liangji:photos": photos,
          inputQuantityList: fc.array(quantity("fresh-leaf", "leaf-1"), { minLength: 1, maxLength: 32 }),
          outputQuantityList: fc.tuple(quantity("made-tea", "made-1")),
          bizStep: c("commissioning"),
          disposition: c("active"),
          readPoint: site,
          bizTransactionList: maybe(transactions),
          "liangji:steps": maybe(steps),
        }),
      ),
      "batch/made-1",
    ),
    packing: said(
      "packer",
      timed(
        record({
          type: c("TransformationEvent"),
          eventID,
          "liangji:photos": photos,
          inputQuantityList: fc.array(quantity("made-tea", "made-1"), { minLength: 1, maxLength: 32 }),
          outputQuantityList: fc.tuple(quantity("green-tea-50g", "pack-1")),
          bizStep: c("packing"),
          disposition: c("active"),
          readPoint: site,
          bizTransactionList: maybe(transactions),
          "liangji:packs": maybe(fc.record({ count: count(1, 10_000_000), unitGrams: grams, bestBefore: day })),
        }),
      ),
      "batch/pack-1",
    ),
  };
}
