import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { base64url, hex, utf8 } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import { exhibitText, withSignature } from "#core/exhibit/signed.ts";
import { parseReceiptFile } from "#core/receipt/file.ts";
import { verifyReceipt } from "#core/receipt/verify.ts";
import { recall } from "#core/work/batch.ts";
import { acknowledgeComplaint, answerComplaint } from "#core/work/complaint.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { verify } from "#scripts/verify.ts";
import { type Told, told } from "./told.ts";

let t: Told;
let sent: string;
beforeAll(async () => {
  t = await told();
  sent = await (await fetch(t.url(`/receipts${t.label}`))).text();
});
afterAll(() => t.r.close());

/** What the command makes of a file: its exit code, and what it prints. */
async function verified(content: string | Uint8Array, ...more: readonly string[]) {
  const file = join(t.r.folder, "saved");
  await writeFile(file, content);
  return verify([file, "--policy", join(t.r.folder, "policy.json"), ...more]);
}

it("a receipt of a scan holds against the policy's key, with how record, code and certificates stand, and is kept nowhere", async () => {
  const file = parseReceiptFile(JSON.parse(sent));
  const receipt = await verifyReceipt(nodeCrypto, file, t.r.service.policy.log.vkey);
  expect(receipt).toMatchObject({
    label: t.ids,
    record: { status: "passed", code: "record-intact" },
    code: { status: "passed", code: "code-active" },
    certificates: [{ packed: "in-force", now: "in-force" }],
  });
  expect(Math.abs(receipt.askedAt - Date.now() / 1000)).toBeLessThan(600);
  const response = await fetch(t.url(`/receipts${t.label}`));
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(file.receipt).toMatch(/^liangji scan receipt\/v1\n/);
});

it("the command checks receipt and evidence in one file, with the chain and without any network", async () => {
  const { code, text } = await verified(sent);
  expect([code, text]).toEqual([0, expect.stringContaining("回执 receipt ■ 通过 passed")]);
  expect(text).toContain("结论 verdict: all-passed");
  const offline = await verified(sent, "--offline");
  expect(offline.text).toContain("回执 receipt ■ 通过 passed");
  // Without the chain nothing is said of today; nothing of it is false.
  expect(offline.code).toBe(2);
  const json = JSON.parse((await verified(sent, "--json")).text) as { receipt: { label: unknown } };
  expect(json.receipt.label).toEqual(t.ids);
});

it("its twin with one bit flipped is refused: in the note, in the evidence, in the signature", async () => {
  const places = [sent.indexOf("askedAt") + 12, sent.indexOf('"evidence":{') + 200, sent.indexOf("\\n\\n— ") + 60];
  for (const at of places) {
    const flipped = sent.slice(0, at) + String.fromCharCode(sent.charCodeAt(at) ^ 1) + sent.slice(at + 1);
    const { code, text } = await verified(flipped);
    expect([at, code]).toEqual([at, 1]);
    expect(text).toMatch(/回执 receipt ◪ 不通过 FAILED {2}[a-z-]+|bundle-malformed/);
  }
  expect((await verified('{"format":"liangji-receipt/v1"}')).text).toContain("scan-receipt-malformed");
});

it("a code never issued gets none, in the words of every other such answer", async () => {
  const { product, batch } = t.ids;
  for (const serial of [sampleSerials("other", 1)[0], "not-a-serial"]) {
    const response = await fetch(t.url(`/receipts/p/${product}/b/${batch}/s/${serial}`));
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, "label-unknown"]);
  }
});

describe("an exhibit", () => {
  const run = promisify(execFile);
  const fetched = async (more = "", label = t.label) => {
    const response = await fetch(t.url(`/exhibits${label}${more}`));
    return { response, pdf: new Uint8Array(await response.arrayBuffer()) };
  };
  /** What a PDF reader that is not ours reads in it. */
  const read = async (pdf: Uint8Array): Promise<string> => {
    const file = join(t.r.folder, "read.pdf");
    await writeFile(file, pdf);
    return (await run("pdftotext", ["-raw", file, "-"])).stdout.replaceAll(/\s/g, "");
  };
  let whole: Awaited<ReturnType<typeof fetched>>;
  beforeAll(async () => {
    whole = await fetched();
  });
  const operator = sampleAuthor("brand-operator");
  /** A complaint, answered; `about` leaves out the product or names another batch. */
  async function complained(about: object): Promise<string> {
    const sealed = {
      ...{ to: operator.key, ephemeral: base64url(operator.publicKey), iv: "A".repeat(16) },
      ciphertext: "QUJD".repeat(20),
    };
    const { complaint } = await t.r.client.post<{ complaint: string }>("/complaints", {
      ...{ kind: "quality", sealed },
      ...about,
    });
    return complaint;
  }

  it("is a PDF that another reader opens, with its letters inside, and says in words what was found and what was not looked at", async () => {
    const { response, pdf } = whole;
    expect([response.status, response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual([
      ...[200, "application/pdf", "no-store"],
    ]);
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="liangji-${t.ids.batch}-${t.ids.serial}.pdf"`,
    );
    expect(pdf.length).toBeLessThan(130_000);
    const text = await read(pdf);
    for (const wanted of [
      ...["溯源证据包", "示例数据", "查过的各项都通过", "示例绿茶", t.ids.batch, "每条记录都有本人签名", "没有查。"],
      ...["管不到：码可以复印", "cert-0001", "链上没有召回本批", "出具时没有附反映号", "食品安全法》第一百四十八条"],
      t.r.service.policy.log.vkey.slice(0, 40),
    ])
      expect(text).toContain(wanted);
    const { stdout: fonts } = await run("pdffonts", [join(t.r.folder, "read.pdf")]);
    expect(fonts.match(/CID TrueType\s+Identity-H\s+yes/g)).toHaveLength(2);
    const { stdout: inside } = await run("pdfdetach", ["-list", join(t.r.folder, "read.pdf")]);
    expect(inside).toContain(`liangji-${t.ids.batch}-${t.ids.serial}-receipt.json`);
  });

  it("is checked by the command: the signature on all its bytes, the receipt and the evidence inside, with or without a network", async () => {
    const { pdf } = whole;
    const { code, text } = await verified(pdf);
    expect(code).toBe(0);
    for (const wanted of ["证据包 exhibit ■ 通过 passed", "回执 receipt ■ 通过 passed", "结论 verdict: all-passed"])
      expect(text).toContain(wanted);
    expect((await verified(pdf, "--offline")).text).toContain("证据包 exhibit ■ 通过 passed");
  });

  it("with one bit flipped anywhere, cut short, added to, or signed for by another key, is not read any further", async () => {
    const { pdf } = whole;
    const places = [10, 3_000, Math.floor(pdf.length / 2), pdf.length - 400, pdf.length - 30, pdf.length - 2];
    const twins = places.map((at) => Uint8Array.from(pdf, (byte, n) => (n === at ? byte ^ 4 : byte)));
    const unsigned = pdf.subarray(0, pdf.length - 200);
    const other = withSignature(unsigned, `${exhibitText(sha256, unsigned)}\n— somebody.example AAAAAAAA\n`);
    for (const twin of [...twins, pdf.subarray(0, -1), Buffer.concat([pdf, utf8("\n")]), unsigned, other]) {
      const { code, text } = await verified(twin);
      expect(code).toBe(1);
      expect(text).toMatch(/证据包 exhibit ◪ 不通过 FAILED {2}(exhibit-unsigned|note-)/);
      expect(text).not.toContain("回执 receipt ■");
    }
  });

  it("carries a complaint about its batch with times and answer; one about another batch is refused", async () => {
    const about = { product: t.ids.product, batch: t.ids.batch };
    const number = await complained(about);
    expect(await read((await fetched(`?complaint=${number}`)).pdf)).toContain("签收到出具时还没有");
    const occurredAt = new Date().toISOString().replace(/\.\d+Z/, "Z");
    const sealed = hex(sha256(canonical({ any: "thing" })));
    await t.r.client.perform(operator, [
      ...acknowledgeComplaint({
        occurredAt,
        complaint: number,
        kind: "quality",
        receivedAt: occurredAt,
        sealed,
        ...about,
      }),
      ...answerComplaint({ occurredAt, complaint: number, outcome: "replaced", answer: "已换一袋" }),
    ]);
    const text = await read((await fetched(`?complaint=${number}`)).pdf);
    for (const wanted of [`反映号${number}`, "东西不对", "已更换。已换一袋"]) expect(text).toContain(wanted);
    const code = async (query: string) =>
      ((await (await fetch(t.url(`/exhibits${t.label}?complaint=${query}`))).json()) as { code: string }).code;
    expect(await code(await complained({ product: t.ids.product, batch: "another-batch" }))).toBe(
      "exhibit-other-complaint",
    );
    expect(await code("999999999")).toBe("complaint-unknown");
    expect(await code("12")).toBe("field-invalid");
    expect((await fetched("", "/p/a/b/b/s/c")).response.status).toBe(404);
  });

  it("says first that the batch is recalled, since when and why, and whom to call", async () => {
    await t.r.client.perform(operator, recall(sha256, { batch: t.ids.batch, reason: "复检一项超限（示例）" }));
    const text = await read((await fetched()).pdf);
    for (const wanted of ["这一批已召回", `召回的批次${t.ids.batch}`, "原因复检一项超限（示例）"])
      expect(text).toContain(wanted);
    expect(text.indexOf("这一批已召回")).toBeLessThan(text.indexOf("一、这一袋"));
  });
});
