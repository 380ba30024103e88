import * as z from "zod/mini";
import {
  citation,
  date,
  decimal,
  grams,
  id,
  name,
  names,
  publicKey,
  role,
  season,
  sha256Hex,
  text,
  texts,
  time,
} from "./fields.ts";

/** A named person or body may act: signed by whoever admits it. */
export const actorAdmitted = z.strictObject({
  type: z.literal("liangji:ActorAdmitted"),
  occurredAt: time,
  subject: id,
  name: names,
  roles: z.array(role).check(z.minLength(1), z.maxLength(8)),
  publicKey,
  place: z.optional(names),
  phone: z.optional(name),
});

/** What may be sold under which name; `verb` decides between 喝 and 吃 in warnings. */
export const productDefined = z.strictObject({
  type: z.literal("liangji:ProductDefined"),
  occurredAt: time,
  product: id,
  name: names,
  verb: z.enum(["drink", "eat"]),
  unitGrams: z.optional(grams),
  gtin: z.optional(z.string().check(z.regex(/^\d{14}$/))),
});

/** Survey behind a plot's capacity. Outline in millionths of a degree, CGCS2000, ring not repeated at its end. */
export const plotSurveyed = z.strictObject({
  type: z.literal("liangji:PlotSurveyed"),
  occurredAt: time,
  plot: id,
  name: names,
  holder: id,
  town: names,
  outline: z
    .array(
      z.tuple([
        z.int().check(z.minimum(-180_000_000), z.maximum(180_000_000)),
        z.int().check(z.minimum(-90_000_000), z.maximum(90_000_000)),
      ]),
    )
    .check(z.minLength(3), z.maxLength(200)),
  datum: z.enum(["CGCS2000", "WGS84"]),
  areaSquareMetres: z.int().check(z.minimum(1), z.maximum(100_000_000)),
  altitudeMetres: z.int().check(z.minimum(-100), z.maximum(6000)),
  season,
  capacityGrams: grams,
  basis: text,
});

/** One line of a report. `limit` is recomputed by readers; `kind` says on which side of it is good. */
export const testResult = z.strictObject({
  analyte: id,
  name: names,
  value: z.optional(decimal),
  lod: z.optional(decimal),
  unit: z.enum(["mg/kg", "%"]),
  method: name,
  kind: z.enum(["maximum", "minimum"]),
  limit: z.optional(decimal),
  limitSource: z.optional(text),
});

/** 资质: CMA is the state's qualification of a laboratory (检验检测机构资质认定), CNAS its accreditation; the number as on the certificate. */
export const laboratoryAccreditation = z.strictObject({ kind: z.enum(["CMA", "CNAS"]), number: name });

/** A laboratory's report; counts for one batch and one quantity. `value` absent = not detected below `lod`. */
export const testReport = z.strictObject({
  type: z.literal("liangji:TestReport"),
  occurredAt: time,
  report: id,
  batch: id,
  quantityGrams: grams,
  sampleGrams: grams,
  sampledAt: time,
  sampledBy: id,
  accreditations: z.array(laboratoryAccreditation).check(z.minLength(1), z.maxLength(2)),
  results: z.array(testResult).check(z.minLength(1), z.maxLength(200)),
});

/** The words of a certificate; the contract holds sha256 of this record's canonical bytes as documentHash. */
export const certificateDocument = z.strictObject({
  type: z.literal("liangji:CertificateDocument"),
  occurredAt: time,
  certificate: id,
  title: names,
  scheme: id,
  schemeName: names,
  holder: id,
  products: z.array(z.strictObject({ product: id, volumeGrams: grams })).check(z.minLength(1), z.maxLength(16)),
  plots: z.array(id).check(z.minLength(1), z.maxLength(64)),
  validFrom: date,
  validTo: date,
});

export const grade = z.enum(["third-party", "measured", "self-declared", "tradition", "contested"]);

/** Something said about the product, with the grade of its evidence. */
export const claimMade = z.strictObject({
  type: z.literal("liangji:ClaimMade"),
  occurredAt: time,
  claim: id,
  product: id,
  title: texts,
  text: z.optional(texts),
  grade,
  source: z.optional(citation),
});

/** A later word on an earlier entry; the earlier one stays readable. */
export const correction = z.strictObject({
  type: z.literal("liangji:Correction"),
  occurredAt: time,
  corrects: sha256Hex,
  reason: text,
  fields: z.array(z.strictObject({ path: name, value: text })).check(z.minLength(1), z.maxLength(16)),
});

export const record = z.discriminatedUnion("type", [
  actorAdmitted,
  productDefined,
  plotSurveyed,
  testReport,
  certificateDocument,
  claimMade,
  correction,
]);
export type StatementRecord = z.infer<typeof record>;
export type TestReport = z.infer<typeof testReport>;
export type TestResult = z.infer<typeof testResult>;
export type PlotSurveyed = z.infer<typeof plotSurveyed>;
export type CertificateDocument = z.infer<typeof certificateDocument>;
export type ActorAdmitted = z.infer<typeof actorAdmitted>;
export type ProductDefined = z.infer<typeof productDefined>;
export type ClaimMade = z.infer<typeof claimMade>;
