import { hex, utf8 } from "#core/bytes.ts";
import { requestCertificate } from "#core/work/certificate.ts";
import { attest, recognise } from "#core/work/recognition.ts";
import type { Step } from "#core/work/task.ts";
import { sha256 } from "../author.ts";

const RECOGNITION = "sample-recognition";

/** A recognition between two schemes that do not exist, so that its answer can be seen: one condition is attested, one is not. */
export const sampleRecognition = (occurredAt: string, from: string, to: string): readonly Step[] =>
  recognise(sha256, {
    occurredAt,
    recognition: RECOGNITION,
    name: { zh: "示例互认", en: "Sample recognition" },
    kind: "equivalence",
    fromScheme: "sample-quality",
    toScheme: "sample-abroad",
    market: { zh: "示例市场", en: "Sample market" },
    legalBasis: { title: { zh: "示例互认安排", en: "Sample arrangement" }, no: "示例-0001" },
    authorities: [{ zh: "示例主管部门", en: "Sample authority" }],
    goods: { exclude: ["aquatic", "textile"], minCertifiedPercent: 95 },
    excludesConversion: true,
    conditions: [
      {
        id: "R-S-PAPER",
        text: { zh: "这批货附有英文证书", en: "The consignment carries a certificate in English" },
        law: "示例条款",
        ask: { look: "attested", language: "en" },
      },
      {
        id: "R-S-PACK",
        text: { zh: "包装上有认证机构名称", en: "The pack shows the certification body's name" },
        law: "示例条款",
        ask: { look: "attested" },
      },
    ],
    source: "示例数据",
    verifiedAgainstOfficial: false,
    validFrom: from,
    validTo: to,
  });

export const sampleAttestation = (occurredAt: string, batch: string): readonly Step[] =>
  attest({
    occurredAt,
    recognition: RECOGNITION,
    condition: "R-S-PAPER",
    batch,
    met: true,
    note: "示例：英文证书随货",
    document: { title: "示例英文证书", language: "en", sha256: hex(sha256(utf8("sample certificate in English"))) },
  });

/** What waits on the certification body's desk. */
export const sampleRequest = (occurredAt: string, plots: readonly string[]): readonly Step[] =>
  requestCertificate({
    occurredAt,
    request: "request-0001",
    body: "certification-body",
    scheme: "sample-quality",
    schemeName: { zh: "示例品质规则", en: "Sample quality scheme" },
    holder: "tea-packer",
    products: [{ product: "green-tea-50g", volumeGrams: 300_000 }],
    plots: [...plots],
    remark: "示例：秋茶另申请",
  });
