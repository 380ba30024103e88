import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseReceiptFile } from "#core/receipt/file.ts";
import { verifyReceipt } from "#core/receipt/verify.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { sampleSerials } from "#scripts/sample/story.ts";
import { verify } from "#scripts/verify.ts";
import { type Told, told } from "./told.ts";

let t: Told;
let sent: string;
beforeAll(async () => {
  t = await told();
  sent = await (await fetch(t.url(`/receipts${t.label}`))).text();
});
afterAll(() => t.r.close());

/** What the command makes of a file with this text: its exit code, and what it prints. */
async function verified(text: string, ...more: readonly string[]) {
  const file = join(t.r.folder, "receipt.json");
  await writeFile(file, text);
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
