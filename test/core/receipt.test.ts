import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hex } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import { checkNoAnchor } from "#core/evidence/anchored.ts";
import { verifyBundle } from "#core/evidence/verify-bundle.ts";
import { noteWith, parseNote, signatureLine } from "#core/log/note.ts";
import { composeReceipt } from "#core/receipt/compose.ts";
import { isReceiptFile, parseReceiptFile, RECEIPT_FORMAT, type ReceiptFile } from "#core/receipt/file.ts";
import { parseReceiptText, type Receipt, receiptText } from "#core/receipt/receipt.ts";
import { verifyReceipt } from "#core/receipt/verify.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { testLog } from "./log-signer.ts";
import { refused } from "./refused.ts";
import { world } from "./world.ts";

const { bundle, policy, view, now } = world();
const { chainId } = policy.chain;
const judgement = await verifyBundle(bundle, policy, now, view, nodeCrypto, checkNoAnchor);
const receipt = composeReceipt(nodeCrypto.sha256, { bundle, judgement, chain: view, chainId, askedAt: now });
const log = testLog(policy.log.origin);
const file: ReceiptFile = {
  format: RECEIPT_FORMAT,
  receipt: log.sign(receiptText(receipt)),
  evidence: JSON.parse(JSON.stringify(bundle)) as ReceiptFile["evidence"],
};
const sent = JSON.stringify(file);
const verify = (one: ReceiptFile, vkey = log.vkey) => verifyReceipt(nodeCrypto, one, vkey);
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "accepted",
    (error: { code?: string }) => error.code ?? String(error),
  );
const text = (change: object) => receiptText({ ...receipt, ...change } as Receipt);

describe("a receipt", () => {
  it("says what was asked and how things stood, and nothing of who asked", async () => {
    expect(await verify(parseReceiptFile(JSON.parse(sent)))).toEqual(receipt);
    expect(Object.keys(receipt).sort()).toEqual([
      ...["anchor", "askedAt", "block", "certificates", "code", "evidence", "head", "label", "record"],
    ]);
    expect(receipt).toMatchObject({
      label: { batch: bundle.label.batch, serial: bundle.label.serial },
      askedAt: now,
      evidence: hex(nodeCrypto.sha256(canonical(bundle))),
      block: { chainId, number: view.block.number },
      record: { status: "passed", code: "record-intact" },
      code: { status: "passed", code: "code-active" },
      certificates: [{ packed: "in-force", now: "in-force" }],
    });
  });

  it("names since when and why a batch is recalled; what could not be asked is unknown, without a block", async () => {
    const [batch = ""] = bundle.batches.map((one) => one.batch);
    const gone = { ...view.batches[batch], recalledAt: now - 60 } as (typeof view.batches)[string];
    const chain = { ...view, batches: { ...view.batches, [batch]: gone } };
    const recalled = await verifyBundle(bundle, policy, now, chain, nodeCrypto, checkNoAnchor);
    const answered = { bundle, chainId, askedAt: now };
    expect(composeReceipt(nodeCrypto.sha256, { ...answered, judgement: recalled, chain }).code).toMatchObject({
      ...{ status: "failed", code: "recalled", at: now - 60, batch },
    });
    const offline = { unavailable: "chain-unreachable", nodes: 1 } as const;
    const alone = await verifyBundle(bundle, policy, now, offline, nodeCrypto, checkNoAnchor);
    const said = composeReceipt(nodeCrypto.sha256, { ...answered, judgement: alone, chain: offline });
    expect(said).not.toHaveProperty("block");
    expect([said.code.status, said.certificates.map((one) => one.now)]).toEqual(["unknown", ["unknown"]]);
  });

  it("is refused with one bit changed anywhere in its file", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(sent.length - 1), fc.nat(6), async (at, bit) => {
        const changed = sent.slice(0, at) + String.fromCharCode(sent.charCodeAt(at) ^ (1 << bit)) + sent.slice(at + 1);
        const opened = async () => verify(parseReceiptFile(JSON.parse(changed)));
        expect(await code(opened())).not.toBe("accepted");
      }),
      { numRuns: 60 },
    );
    const flip = (from: number) => `${sent.slice(0, from)}${sent[from] === "0" ? "1" : "0"}${sent.slice(from + 1)}`;
    const inside = [
      sent.indexOf('\\"askedAt\\":') + 13,
      sent.indexOf('"evidence":{') + 40,
      sent.indexOf("\\n\\n— ") - 30,
    ];
    for (const from of inside) expect(await code((async () => verify(JSON.parse(flip(from))))())).not.toBe("accepted");
  });

  it("is refused when another key signed, when two did, when it is about other evidence, and when the note is another one of the log's", async () => {
    expect(await code(verify({ ...file, receipt: testLog(policy.log.origin).sign(receiptText(receipt)) }))).toBe(
      "note-signature-missing",
    );
    const [own] = parseNote(file.receipt).signatures;
    const stranger = signatureLine("stranger.example", new Uint8Array(4), new Uint8Array(64));
    const line = signatureLine(policy.log.origin, own?.keyId ?? new Uint8Array(), own?.signature ?? new Uint8Array());
    expect(await code(verify({ ...file, receipt: noteWith(receiptText(receipt), [line, stranger]) }))).toBe(
      "scan-receipt-malformed",
    );
    const other = { ...bundle, savedAt: "2026-03-25T15:31:00+08:00" } as unknown as ReceiptFile["evidence"];
    expect(await code(verify({ ...file, evidence: other }))).toBe("scan-receipt-differs");
    for (const note of [log.note([], 0), log.sign("liangji hidden code first redeemed/v1\n/p/a/b/b/s/c\n1\n46\n")])
      expect(await code(verify({ ...file, receipt: note }))).toBe("scan-receipt-malformed");
  });
});

describe("the text of a receipt", () => {
  it("has one spelling: what is read is written again letter by letter, whatever stands in it", () => {
    const certificate = fc.record(
      {
        certificate: fc.constantFrom("cert-1", "cert-2"),
        packed: fc.constantFrom("in-force", "none", "unknown"),
        now: fc.constantFrom("suspended", "withdrawn", "expired"),
        since: fc.nat(),
        reason: fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(..."超限茶 \"\\'a{}[]:,") }),
      },
      { noNullPrototype: true },
    );
    const any = fc.record(
      { askedAt: fc.nat(), certificates: fc.array(certificate, { maxLength: 8 }) },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(any, (change) => {
        const written = text(change);
        expect(receiptText(parseReceiptText(written))).toBe(written);
        expect(parseReceiptText(written)).toEqual({ ...receipt, ...change });
      }),
    );
  });

  it("in any other spelling, with more or less in it, or beyond its bounds is refused", () => {
    const good = receiptText(receipt);
    const wrong = [
      ...[good.slice(0, -1), `${good}\n`, ` ${good}`, good.replace("/v1", "/v2"), good.replace("{", "{ ")],
      ...[good.replace('"askedAt":', '"askedAt":0'), good.replace(/"askedAt":(\d+)/, '"askedAt":$1.0')],
      ...[text({ who: "me" }), text({ askedAt: -1 }), text({ askedAt: 1.5 }), text({ head: {} })],
      ...[text({ label: { ...receipt.label, serial: "7K4M" } }), text({ evidence: "00" })],
      ...[
        text({ code: { ...receipt.code, code: "Not A Code" } }),
        text({ code: { ...receipt.code, status: "genuine" } }),
      ],
      text({ certificates: Array.from({ length: 65 }, () => receipt.certificates[0]) }),
      text({ certificates: [{ ...receipt.certificates[0], reason: "a".repeat(281) }] }),
      `liangji scan receipt/v1\n${" ".repeat(70_000)}\n`,
    ];
    for (const one of wrong)
      expect([one.slice(0, 90), refused(() => parseReceiptText(one))]).toEqual([
        one.slice(0, 90),
        "scan-receipt-malformed",
      ]);
  });

  it("of a file: only this format, with nothing beside it", () => {
    expect([isReceiptFile(file), isReceiptFile(bundle), isReceiptFile(null), isReceiptFile(undefined)]).toEqual([
      ...[true, false, false, false],
    ]);
    for (const one of [
      { ...file, more: 1 },
      { format: RECEIPT_FORMAT },
      { ...file, evidence: [] },
      { ...file, receipt: 1 },
    ])
      expect(refused(() => parseReceiptFile(one))).toBe("scan-receipt-malformed");
  });
});
