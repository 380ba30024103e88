import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dailyQuota } from "#backend/attachments/sender.ts";
import { openShelf } from "#backend/attachments/shelf.ts";
import { attachmentBytes } from "#core/attachment/signed.ts";
import { base64url } from "#core/bytes.ts";
import { type Author, sampleAuthor } from "#scripts/author.ts";
import { encodePng } from "#scripts/sample/png.ts";
import { refused } from "../core/refused.ts";
import { ORIGIN, type Running, run } from "./running.ts";

let r: Running;
beforeAll(async () => {
  r = await run();
});
afterAll(() => r.close());

const operator = sampleAuthor("brand-operator");
const picture = (colour: number) =>
  encodePng({ width: 16, height: 8, palette: [colour], pixels: new Uint8Array(16 * 8) });
const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
/** `signed`: what the signature is over, if not the very bytes. */
function post(
  bytes: Uint8Array,
  by: Author = operator,
  signed = attachmentBytes(ORIGIN, digestOf(bytes)),
  type = "image/png",
) {
  const { actor, key } = by;
  const query = new URLSearchParams({ actor, key, signature: base64url(by.sign(signed)) });
  return fetch(`${r.service.url}/attachments?${query}`, {
    method: "POST",
    headers: { "content-type": type },
    body: Buffer.from(bytes),
  });
}
const codeOf = async (response: Response) => ((await response.json()) as { code?: string }).code;

describe("a picture that an actor stores", () => {
  it("is there under its hash, byte for byte, for a year, as a picture and nothing else", async () => {
    const bytes = picture(0x1d4b3a);
    const stored = await post(bytes);
    expect([stored.status, await stored.json()]).toEqual([
      201,
      { sha256: digestOf(bytes), bytes: bytes.length, mediaType: "image/png", width: 16, height: 8 },
    ]);
    const answer = await fetch(`${r.service.url}/attachments/${digestOf(bytes)}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/png",
      "cache-control": "public, max-age=31536000, immutable",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    });
  });

  it("is refused while the disk is full, and nothing of it is left", async () => {
    const bytes = picture(0x777777);
    const shelf = await openShelf(r.folder, "attachments", async () => false);
    await expect(shelf.put(digestOf(bytes), bytes)).rejects.toMatchObject({ code: "disk-full" });
    expect((await readdir(join(r.folder, "attachments"))).filter((name) => name.includes(digestOf(bytes)))).toEqual([]);
  });

  it("is one file however often and however at once it is sent", async () => {
    const bytes = picture(0x931f15);
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(bytes)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    const files = (await readdir(join(r.folder, "attachments"))).filter((name) => name.includes(digestOf(bytes)));
    expect(files).toEqual([digestOf(bytes)]);
  });

  it("is refused from a stranger, under another's key, over other bytes, and as a replay into another log", async () => {
    const bytes = picture(0x663d00);
    const stranger = sampleAuthor("nobody-at-all");
    expect(await codeOf(await post(bytes, stranger))).toBe("actor-unknown");
    expect(await codeOf(await post(bytes, { ...operator, key: stranger.key }))).toBe("not-your-key");
    const other = attachmentBytes(ORIGIN, digestOf(picture(0x000000)));
    expect(await codeOf(await post(bytes, operator, other))).toBe("signature-wrong");
    const elsewhere = attachmentBytes("log.other.example/2026", digestOf(bytes));
    expect(await codeOf(await post(bytes, operator, elsewhere))).toBe("signature-wrong");
    expect((await fetch(`${r.service.url}/attachments/${digestOf(bytes)}`)).status).toBe(404);
  });

  it("is refused when it is no picture, is too large, or comes as another type", async () => {
    expect(await codeOf(await post(Buffer.from("<svg onload=alert(1)>")))).toBe("attachment-not-picture");
    expect(await codeOf(await post(Buffer.alloc(2 * 1024 * 1024 + 1)))).toBe("body-too-large");
    const html = await fetch(`${r.service.url}/attachments?actor=x&key=${operator.key}&signature=${"A".repeat(86)}`, {
      method: "POST",
      headers: { "content-type": "text/html" },
      body: "<p>",
    });
    expect(await codeOf(html)).toBe("media-type-unsupported");
  });

  it("is not shown when one bit of its file has changed, and is whole again once it is sent again", async () => {
    const bytes = picture(0xf7f2e7);
    await post(bytes);
    const file = join(r.folder, "attachments", digestOf(bytes));
    const changed = await readFile(file);
    changed[40] = (changed[40] ?? 0) ^ 1;
    await writeFile(file, changed);
    const address = `${r.service.url}/attachments/${digestOf(bytes)}`;
    expect(await codeOf(await fetch(address))).toBe("attachment-damaged");
    expect((await post(bytes)).status).toBe(201);
    expect((await fetch(address)).status).toBe(200);
  });
});

describe("a PDF that an actor stores", () => {
  const pdf = (tail = "%%EOF\n") => Buffer.from(`%PDF-1.7\n1 0 obj\n${tail}`);
  const send = (bytes: Uint8Array) => post(bytes, operator, undefined, "application/pdf");
  it("is there under its hash, to be saved and never opened as a page", async () => {
    const bytes = pdf();
    const stored = await send(bytes);
    expect([stored.status, await stored.json()]).toEqual([
      201,
      { sha256: digestOf(bytes), bytes: bytes.length, mediaType: "application/pdf" },
    ]);
    const answer = await fetch(`${r.service.url}/attachments/${digestOf(bytes)}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${digestOf(bytes).slice(0, 16)}.pdf"`,
      "content-security-policy": "default-src 'none'; sandbox",
    });
  });
  it("is refused without its end, with something behind it, of no known version, and above 8 MB", async () => {
    for (const tail of ["", "%%EOF\nMZ", "%%EO"])
      expect(await codeOf(await send(pdf(tail)))).toBe("attachment-not-pdf");
    expect(await codeOf(await send(Buffer.from("%PDF-9.9\n%%EOF")))).toBe("attachment-not-pdf");
    expect(await codeOf(await send(Buffer.alloc(8 * 1024 * 1024 + 1)))).toBe("body-too-large");
  });
});

it("an actor may store 200 MB a day, another as much, and the same again tomorrow", () => {
  const count = dailyQuota();
  const take = (actor: string, bytes: number, now: number) => refused(() => count(actor, bytes, now));
  expect(take("farm", 200_000_000, 1000)).toBe("accepted");
  expect(take("farm", 1, 2000)).toBe("attachment-quota");
  expect(take("other", 1, 2000)).toBe("accepted");
  expect(take("farm", 1, 86_400)).toBe("accepted");
});
