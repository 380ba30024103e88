import { describe, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { chainId32 } from "#core/act/id.ts";
import { hex } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import { certificationOf, productWith } from "#core/credential/schema-org.ts";
import type { CertificateDocument } from "#core/statement/certificate.ts";
import type { CertificationRecord } from "#core/statement/certification.ts";
import { reduceScope, renew } from "#core/work/certificate.ts";
import { setAccreditation } from "#core/work/people.ts";
import { certifySale, returnSale } from "#core/work/sale.ts";
import { ground } from "../backend/ground.ts";
import { certificationStatements } from "./certification-said.ts";
import { refused } from "./refused.ts";

const g = ground();
g.open("pack-1", "green-tea-50g", "packer");
certificationStatements(g);
const occurredAt = "2026-03-20T08:00:00+08:00";
type Who = keyof typeof g.people;
const decided = (by: Who, record: CertificationRecord) => refused(() => g.decide([g.sign(g.people[by], record)]));

const sale = {
  type: "liangji:SalesCertificate",
  occurredAt,
  sale: "sale-1",
  certificate: "certificate-1",
  product: "green-tea-50g",
  batch: "pack-1",
  quantityGrams: 500,
  buyer: "示例商行",
  seller: "packer",
  contractNo: "示例-1",
  tradedOn: "2026-03-25",
} as const;
const request = {
  type: "liangji:CertificateRequest",
  occurredAt,
  request: "request-1",
  body: "certifier",
  scheme: "organic",
  schemeName: { zh: "示例", en: "Sample" },
  holder: "packer",
  products: [{ product: "green-tea-50g", volumeGrams: 1000 }],
  plots: ["plot-1"],
};
const attested = {
  type: "liangji:ConditionAttested",
  occurredAt,
  recognition: "recognition-1",
  condition: "R-PAPER",
  batch: "pack-1",
  met: true,
  note: "示例",
} as const;

describe("the records around a certificate", () => {
  it("are taken from whoever may say them", () => {
    expect(decided("certifier", sale)).toBe("accepted");
    expect(decided("packer", { ...request, type: "liangji:CertificateRequest" })).toBe("accepted");
    expect(decided("certifier", attested)).toBe("accepted");
  });
  it("are refused from anybody else", () => {
    expect(decided("packer", sale)).toBe("role-missing");
    expect(decided("certifier", { ...request, type: "liangji:CertificateRequest" })).toBe("role-missing");
    expect(decided("accreditor", attested)).toBe("role-missing");
    expect(decided("factory", { ...request, type: "liangji:CertificateRequest" })).toBe("not-holder");
  });
  it("name a certificate, a batch, a body and a condition that are there", () => {
    expect(decided("certifier", { ...sale, certificate: "certificate-2" })).toBe("certificate-unknown");
    expect(decided("certifier", { ...sale, batch: "pack-9" })).toBe("batch-unknown");
    expect(decided("packer", { ...request, type: "liangji:CertificateRequest", body: "factory" })).toBe(
      "actor-unknown",
    );
    expect(decided("certifier", { ...attested, condition: "R-OTHER" })).toBe("recognition-unknown");
    expect(decided("certifier", { ...attested, recognition: "recognition-2" })).toBe("recognition-unknown");
    expect(decided("certifier", { ...attested, batch: "pack-9" })).toBe("batch-unknown");
  });
});

const before: CertificateDocument = {
  type: "liangji:CertificateDocument",
  occurredAt,
  certificate: "certificate-1",
  title: { zh: "示例证书", en: "Sample" },
  scheme: "organic",
  schemeName: { zh: "示例", en: "Sample" },
  holder: "packer",
  products: [
    { product: "green-tea-50g", volumeGrams: 1000 },
    { product: "made-tea", volumeGrams: 2000 },
    { product: "fresh-leaf", volumeGrams: 9000 },
  ],
  plots: ["plot-1", "plot-2"],
  validFrom: "2026-01-01",
  validTo: "2026-12-31",
};
const id = (text: string) => chainId32(sha256, text);
const hashOf = (words: object) => `0x${hex(sha256(canonical(words as CertificateDocument)))}`;
const { type: _, ...words } = before;

describe("what an act about a certificate says", () => {
  it("a reduction takes out what is no longer named, and lowers what is named with less", () => {
    const less = {
      ...words,
      products: [
        { product: "green-tea-50g", volumeGrams: 1000 },
        { product: "made-tea", volumeGrams: 1500 },
      ],
      plots: ["plot-2"],
    };
    const [document, act] = reduceScope(sha256, before, less, "少了一块地");
    expect(document).toMatchObject({ kind: "entry", statement: { ...less } });
    expect(act).toMatchObject({
      act: "ReduceScope",
      message: {
        certificate: id("certificate-1"),
        products: [id("made-tea"), id("fresh-leaf")],
        volumes: [1500, 0],
        plots: [id("plot-1")],
        documentHash: hashOf({ ...before, ...less }),
        reason: "少了一块地",
      },
    });
  });
  it("a renewal names the whole scope and ends with its last day in China", () => {
    const [, act] = renew(sha256, { ...words, validTo: "2027-12-31" }, "复查合格");
    expect(act).toMatchObject({
      act: "Renew",
      message: { volumes: [1000, 2000, 9000], plots: [id("plot-1"), id("plot-2")], validTo: 1_830_268_799 },
    });
  });
  it("a sale binds its words in the log to its debit on the chain", () => {
    const { type: _, ...said } = sale;
    const [, act] = certifySale(sha256, said);
    expect(act).toMatchObject({
      act: "CertifySale",
      message: { buyer: id("示例商行"), grams: 500, documentHash: hashOf(sale) },
    });
  });
  it("a sale comes back once, and no more of it than was sold", () => {
    const now = { sale: "sale-1", soldGrams: 500, returnedGrams: 0 };
    expect(returnSale(sha256, now, 500, "没有成交")).toEqual([
      { kind: "act", act: "ReturnSale", message: { sale: id("sale-1"), grams: 500, reason: "没有成交" } },
    ]);
    expect(refused(() => returnSale(sha256, now, 501, "没有成交"))).toBe("return-exceeds-sale");
    expect(refused(() => returnSale(sha256, { ...now, returnedGrams: 1 }, 1, "没有成交"))).toBe("sale-returned");
  });
  it("what search engines read has no certificate of conversion under a product, and calls it by its name elsewhere", () => {
    const one = {
      certificate: "c",
      title: { zh: "有机", en: "Organic" },
      body: { zh: "机构", en: "Body" },
      active: true,
    };
    const full = {
      ...one,
      validFrom: "2026-01-01",
      validTo: "2026-12-31",
      credential: "https://x/",
      conversion: false,
    };
    const converting = { ...full, conversion: true };
    expect(productWith("茶", [full, converting]).hasCertification).toEqual([certificationOf(full)]);
    expect(certificationOf(converting).name).toBe("有机（有机转换期，还不是有机产品）");
  });
  it("an accreditation is suspended with a reason", () => {
    const [act] = setAccreditation(sha256, { body: "certifier", scheme: "organic", suspended: true, reason: "复查" });
    expect(act).toMatchObject({ act: "SetAccreditation", message: { suspended: true, reason: "复查" } });
  });
});
