import fc from "fast-check";
import type { Statement } from "#core/entry.ts";
import type { CertificationRecord } from "#core/statement/certification.ts";
import type { Ground } from "../backend/ground.ts";
import { count, day, grams, hash, id, maybe, name, names, record, type Said, text, time } from "./statements.ts";

const c = fc.constant;

const occurredAt = "2026-01-05T08:00:00+08:00";
/** What stands in the ledger before sales and attestations may be said. */
const certificateSaid: Statement = {
  type: "liangji:CertificateDocument",
  occurredAt,
  certificate: "certificate-1",
  title: { zh: "示例证书", en: "Sample" },
  scheme: "organic",
  schemeName: { zh: "示例", en: "Sample" },
  holder: "packer",
  products: [{ product: "green-tea-50g", volumeGrams: 1000 }],
  plots: ["plot-1"],
  validFrom: "2026-01-01",
  validTo: "2026-12-31",
};
const recognitionSaid: Statement = {
  type: "liangji:RecognitionTerms",
  occurredAt,
  recognition: "recognition-1",
  name: { zh: "示例互认", en: "Sample recognition" },
  kind: "equivalence",
  fromScheme: "organic",
  toScheme: "organic-abroad",
  market: { zh: "外国", en: "Abroad" },
  legalBasis: { title: { zh: "示例", en: "Sample" }, no: "1" },
  authorities: [{ zh: "示例", en: "Sample" }],
  goods: { exclude: ["aquatic"], minCertifiedPercent: 95 },
  excludesConversion: true,
  conditions: [
    {
      id: "R-PAPER",
      text: { zh: "英文证书", en: "A certificate in English" },
      law: "示例",
      ask: { look: "attested", language: "en" },
    },
    {
      id: "R-SPRAY",
      text: { zh: "没用菊酯", en: "No pyrethroid" },
      law: "示例",
      ask: { look: "not-applied", actives: ["bifenthrin"] },
    },
  ],
  source: "示例",
  verifiedAgainstOfficial: false,
  validFrom: "2026-01-01",
  validTo: "2026-12-31",
};

/** For each record about certification everything valid that may be said of it where certificate-1 and recognition-1 are there. */
export function certificationStatements(g: Ground): Readonly<Record<CertificationRecord["type"], fc.Arbitrary<Said>>> {
  g.add(g.sign(g.people.certifier, certificateSaid));
  g.add(g.sign(g.people.accreditor, recognitionSaid));
  g.open("pack-2", "green-tea-50g", "grower");
  g.add(g.sign(g.people.grower, g.say.promised("hgz-1", "pack-2", "green-tea-50g")));
  const moved = { type: c("liangji:CommitmentMoved"), occurredAt: time, certificate: c("hgz-1") };
  const said = (by: Said["by"], statement: fc.Arbitrary<object>): fc.Arbitrary<Said> =>
    statement.map((one) => ({ by, statement: JSON.parse(JSON.stringify(one)) as Statement, series: [] }));
  return {
    "liangji:SalesCertificate": said(
      "certifier",
      record({
        type: c("liangji:SalesCertificate"),
        occurredAt: time,
        sale: id,
        certificate: c("certificate-1"),
        product: id,
        batch: c("pack-1"),
        quantityGrams: grams,
        buyer: text,
        seller: id,
        contractNo: name,
        tradedOn: day,
      }),
    ),
    "liangji:CommitmentMoved": said(
      "grower",
      fc.oneof(
        record({ ...moved, to: fc.constantFrom("attached", "shared") }),
        record({ ...moved, to: c("voided"), reason: text }),
      ),
    ),
    "liangji:DiscrepancyReport": said(
      "packer",
      record({
        type: c("liangji:DiscrepancyReport"),
        occurredAt: time,
        report: id,
        batch: c("pack-2"),
        certificate: c("hgz-1"),
        kind: fc.constantFrom("incomplete", "mismatch"),
        found: text,
        authority: name,
      }),
    ),
    "liangji:CertificateRequest": said(
      "packer",
      record({
        type: c("liangji:CertificateRequest"),
        occurredAt: time,
        request: id,
        body: c("certifier"),
        scheme: id,
        schemeName: names,
        holder: c("packer"),
        products: fc.array(fc.record({ product: id, volumeGrams: grams }), { minLength: 1, maxLength: 16 }),
        plots: fc.array(id, { minLength: 1, maxLength: 64 }),
        remark: maybe(text),
      }),
    ),
    "liangji:RecognitionTerms": said(
      "accreditor",
      record({
        type: c("liangji:RecognitionTerms"),
        occurredAt: time,
        recognition: id,
        name: names,
        kind: fc.constantFrom("equivalence", "accreditation-mra", "compliance", "unilateral"),
        fromScheme: id,
        toScheme: id,
        market: names,
        legalBasis: record({ title: fc.record({ zh: text, en: text }), no: text, signedOn: maybe(day) }),
        authorities: fc.array(names, { minLength: 1, maxLength: 4 }),
        goods: record({
          exclude: fc.uniqueArray(fc.constantFrom("aquatic", "textile")),
          minCertifiedPercent: maybe(count(1, 100)),
        }),
        excludesConversion: fc.boolean(),
        conditions: fc.array(
          record({
            id: c("R-ONE"),
            text: fc.record({ zh: text, en: text }),
            law: text,
            goods: maybe(c(["crop", "livestock"])),
            ask: fc.oneof(
              fc.record({ look: c("not-applied"), actives: fc.array(id, { minLength: 1, maxLength: 8 }) }),
              record({ look: c("attested"), language: maybe(fc.constantFrom("en", "zh")) }),
            ),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        source: text,
        verifiedAgainstOfficial: fc.boolean(),
        supersedes: maybe(id),
        validFrom: day,
        validTo: day,
      }),
    ),
    "liangji:ConditionAttested": said(
      "certifier",
      record({
        type: c("liangji:ConditionAttested"),
        occurredAt: time,
        recognition: c("recognition-1"),
        condition: c("R-PAPER"),
        batch: c("pack-1"),
        met: fc.boolean(),
        note: text,
        document: maybe(fc.record({ title: name, language: fc.constantFrom("en", "zh"), sha256: hash })),
      }),
    ),
  };
}
