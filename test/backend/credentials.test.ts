import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainId32 } from "#core/act/id.ts";
import { certificateStates } from "#core/act/states.ts";
import { sha256 } from "#scripts/author.ts";
import { type Credential, readerOf } from "./credential-reader.ts";
import { today, told } from "./told.ts";

let t: Awaited<ReturnType<typeof told>>;
let reader: ReturnType<typeof readerOf>;
let report = "";
let commitment = "";
beforeAll(async () => {
  t = await told();
  reader = readerOf(t.r.service.url);
  commitment =
    (await t.r.client.get<{ commitments: { certificate: string }[] }>("/commitments")).commitments[0]?.certificate ??
    "";
  report = (await t.r.client.get<{ reports: { report: string }[] }>("/reports")).reports[0]?.report ?? "";
});
afterAll(() => t?.r.close());

const fetched = async (path: string): Promise<Credential> => {
  const response = await fetch(t.r.service.url + path);
  expect(response.headers.get("content-type")).toMatch(/^application\/vc/);
  return (await response.json()) as Credential;
};
const certificate = () => fetched("/certificates/cert-0001/credential");
const subjectOf = (credential: Credential) => credential.credentialSubject as Record<string, unknown>;

describe("a Verifiable Credential", () => {
  it("of a certificate, of a report and of both status lists is found good by a library that is not ours", async () => {
    for (const path of [
      "/certificates/cert-0001/credential",
      `/reports/${report}/credential`,
      `/commitments/${commitment}/credential`,
      "/status-lists/commitments-0",
      "/status-lists/reports-0",
      "/status-lists/revocation-0",
      "/status-lists/suspension-0",
    ]) {
      const result = await reader.verify(await fetched(path));
      expect([path, result.verified, result.error?.errors?.map(String)]).toEqual([path, true, undefined]);
    }
  });

  it("with one place changed is found bad, wherever that is", async () => {
    const good = await certificate();
    const text = JSON.stringify(good);
    for (const [from, to] of [
      ["cert-0001", "cert-0002"],
      ["Accredited", "GlobalMRA"],
      ["500", "501"],
      ['"statusListIndex":"0"', '"statusListIndex":"1"'],
      ['"proofPurpose":"assertionMethod"', '"proofPurpose":"authentication"'],
    ] as const) {
      expect(text).toContain(from);
      expect([from, (await reader.verify(JSON.parse(text.replace(from, to)))).verified]).toEqual([from, false]);
    }
    const { proof, ...bare } = good as { proof: { proofValue: string } };
    const flipped = proof.proofValue.replace(/.$/, (last) => (last === "2" ? "3" : "2"));
    expect((await reader.verify({ ...bare, proof: { ...proof, proofValue: flipped } })).verified).toBe(false);
  });

  it("names the entry that it repeats, and the bytes that the contract holds the hash of", async () => {
    const { auditableEvidence, conformityCertificate } = subjectOf(await certificate()) as Record<
      "auditableEvidence" | "conformityCertificate",
      { linkURL: string; hashDigest: string }
    >;
    for (const { linkURL, hashDigest } of [auditableEvidence, conformityCertificate]) {
      const bytes = new Uint8Array(await (await fetch(linkURL)).arrayBuffer());
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(hashDigest);
    }
  });

  it("of a report says what we recomputed: a line without a limit does not conform", async () => {
    const { assessment, attestationType, assessmentLevel } = subjectOf(await fetched(`/reports/${report}/credential`));
    expect([attestationType, assessmentLevel]).toEqual(["testing", "Unspecified"]);
    const lines = assessment as { id: string; conformance: boolean; description: string }[];
    expect(lines.map(({ id, conformance }) => [id.split("#")[1], conformance])).toEqual([
      ["bifenthrin", true],
      ["imidacloprid", true],
      ["glyphosate", true],
      ["water-extract", true],
      ["matrine", false],
    ]);
    expect(lines.at(-1)?.description).toContain("not counted as passed");
  });

  it("is not good before it begins nor after it ends", async () => {
    const credential = await certificate();
    const at = (field: string, days: number) => new Date(Date.parse(String(credential[field])) + days * 86_400_000);
    expect((await reader.verify(credential, at("validFrom", -1))).verified).toBe(false);
    expect((await reader.verify(credential, at("validUntil", 1))).verified).toBe(false);
  });

  it("of a certificate that is suspended, reinstated and withdrawn follows it, though it was fetched before", async () => {
    const credential = await certificate();
    const set = async (state: (typeof certificateStates)[number]) => {
      await t.act("certification-body", "SetStatus", {
        certificate: chainId32(sha256, "cert-0001"),
        status: certificateStates.indexOf(state),
        reason: "示例",
      });
      const result = await reader.verify(credential);
      expect(result.verified).toBe(true);
      return result.statusResult?.results?.filter((one) => one.status).map((one) => one.credentialStatus.statusPurpose);
    };
    expect(await set("suspended")).toEqual(["suspension"]);
    expect(await set("in-force")).toEqual([]);
    expect(await set("withdrawn")).toEqual(["revocation"]);
  });

  it("of a 合格证 is the promiser's own declaration in the form's words, and is revoked when it is voided", async () => {
    const credential = await fetched(`/commitments/${commitment}/credential`);
    const subject = subjectOf(credential) as { assessment: { name: string }[] };
    expect(subject).toMatchObject({ attestationType: "declaration", assessorLevel: "Self" });
    expect(subject.assessment[0]?.name).toBe(
      "我承诺生产销售的食用农产品：未使用禁用农药、兽药及其他化合物；使用的常规农药、兽药残留不超标。",
    );
    const bits = async () => (await reader.verify(credential)).statusResult?.results?.map(({ status }) => status);
    expect(await bits()).toEqual([false]);
    const moved = {
      type: "liangji:CommitmentMoved",
      occurredAt: today.time,
      certificate: commitment,
      to: "voided",
      reason: "示例",
    } as const;
    await t.r.client.post("/entries", { entries: [await t.signed("tea-garden-1", moved)] });
    expect(await bits()).toEqual([true]);
  });

  it("of a test report is revoked when its laboratory withdraws it, and its label's evidence says so", async () => {
    const credential = await fetched(`/reports/${report}/credential`);
    const bits = async () => (await reader.verify(credential)).statusResult?.results?.map(({ status }) => status);
    expect(await bits()).toEqual([false]);
    const withdrawal = { type: "liangji:TestReportWithdrawn", occurredAt: today.time, report, reason: "示例" } as const;
    await t.r.client.post("/entries", { entries: [await t.signed("laboratory", withdrawal)] });
    expect(await bits()).toEqual([true]);
    expect(await t.r.client.get(`/reports/${report}`)).toMatchObject({ withdrawn: { reason: "示例" } });
    const { entries } = await t.evidence();
    expect(entries.map(({ entry }) => entry.statement)).toContainEqual(withdrawal);
  });

  it("is refused for what is not issued on the chain", async () => {
    expect(await t.code(() => t.r.client.get("/certificates/ghost/credential"))).toBe("not-found");
    expect(await t.code(() => t.r.client.get("/reports/ghost/credential"))).toBe("not-found");
    expect(await t.code(() => t.r.client.get("/status-lists/revocation-1"))).toBe("not-found");
    expect(await t.code(() => t.r.client.get("/status-lists/trust-0"))).toBe("not-found");
  });
});

describe("schema.org in the page", () => {
  it("names the certification that the label's batch carries, in a block that no name can break out of", async () => {
    const html = await (await fetch(t.url(t.label))).text();
    const [, block = ""] = /<script type="application\/ld\+json">([^<]*)<\/script><\/body>/.exec(html) ?? [];
    const certification = await (await fetch(t.url("/certificates/cert-0001/certification"))).json();
    const { "@context": _, ...own } = certification;
    expect(JSON.parse(block)).toMatchObject({ "@type": "Product", hasCertification: [own] });
    expect(own).toMatchObject({ "@type": "Certification", certificationIdentification: "cert-0001" });
    // It was withdrawn above.
    expect(own.certificationStatus).toBe("https://schema.org/CertificationInactive");
  });
});
