import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { base64url, hex, utf8 } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import { type ComplaintView, readingText } from "#core/complaint/message.ts";
import type { Sealed } from "#core/complaint/seal.ts";
import { acknowledgeComplaint, answerComplaint } from "#core/work/complaint.ts";
import { type Author, sampleAuthor, sha256 } from "#scripts/author.ts";
import { ORIGIN, type Running, run } from "./running.ts";

let r: Running;
beforeAll(async () => {
  r = await run();
});
afterAll(() => r.close());

const operator = sampleAuthor("brand-operator");
const sealed: Sealed = {
  to: operator.key,
  ephemeral: base64url(operator.publicKey),
  iv: "A".repeat(16),
  ciphertext: "QUJD".repeat(20),
};
const post = (body: unknown) =>
  fetch(`${r.service.url}/complaints`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const leave = async (): Promise<string> =>
  ((await (await post({ kind: "quality", sealed })).json()) as { complaint: string }).complaint;
async function sealedFor(by: Author, number: string, time = Math.floor(Date.now() / 1000), over = number) {
  const signature = base64url(by.sign(utf8(readingText(ORIGIN, over, time))));
  const query = new URLSearchParams({ actor: by.actor, key: by.key, time: String(time), signature });
  const answer = await fetch(`${r.service.url}/complaints/${number}/sealed?${query}`);
  return (await answer.json()) as Sealed & { code?: string };
}

it("a complaint gets a number of nine digits, and stands on disk under the hash of what was sealed", async () => {
  const number = await leave();
  expect(number).toMatch(/^[1-9]\d{8}$/);
  const file = join(r.folder, "complaints", hex(sha256(canonical(sealed))));
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual(sealed);
  expect(await r.client.get(`/complaints/${number}`)).toMatchObject({
    complaint: number,
    kind: "quality",
    answers: [],
  });
  expect((await readdir(join(r.folder, "complaints"))).filter((name) => name.endsWith(".new"))).toEqual([]);
});

it("its sealed part goes to an operator who signs for it now, and to nobody else", async () => {
  const number = await leave();
  const other = await leave();
  expect(await sealedFor(operator, number)).toEqual(sealed);
  expect((await sealedFor(sampleAuthor("regulator"), number)).code).toBe("role-missing");
  expect((await sealedFor(sampleAuthor("nobody-at-all"), number)).code).toBe("actor-unknown");
  expect((await sealedFor(operator, number, Math.floor(Date.now() / 1000) - 301)).code).toBe("signature-wrong");
  expect((await sealedFor(operator, number, Math.floor(Date.now() / 1000), other)).code).toBe("signature-wrong");
  expect((await sealedFor(operator, "999999999")).code).toBe("complaint-unknown");
});

it("everybody sees when it came, was acknowledged and answered, and how fast that goes; nothing of who wrote it", async () => {
  const number = await leave();
  const occurredAt = new Date().toISOString().replace(/\.\d+Z/, "Z");
  const digest = hex(sha256(canonical(sealed)));
  await r.client.perform(operator, [
    ...acknowledgeComplaint({ occurredAt, complaint: number, kind: "quality", receivedAt: occurredAt, sealed: digest }),
    ...answerComplaint({ occurredAt, complaint: number, outcome: "replaced", answer: "已换一袋" }),
  ]);
  const { pace, complaints } = await r.client.get<{ pace: object; complaints: ComplaintView[] }>("/complaints");
  expect(pace).toMatchObject({ answered: 1 });
  const found = complaints.find(({ complaint }) => complaint === number);
  expect(found).toMatchObject({ answers: [{ outcome: "replaced", answer: "已换一袋" }] });
  expect(found?.acknowledged?.index).toBeLessThan(found?.answers[0]?.index ?? 0);
  expect(JSON.stringify(complaints)).not.toContain(sealed.ciphertext);
});

it("is refused with a field that is not asked for, of another kind, and with a number that is none", async () => {
  const code = async (response: Response) => ((await response.json()) as { code?: string }).code;
  expect(await code(await post({ kind: "quality", sealed, phone: "138" }))).toBe("field-invalid");
  expect(await code(await post({ kind: "anger", sealed }))).toBe("field-invalid");
  expect(await code(await post({ kind: "quality", sealed: { ...sealed, iv: "A" } }))).toBe("field-invalid");
  expect(await code(await fetch(`${r.service.url}/complaints/12`))).toBe("not-found");
  expect(await code(await fetch(`${r.service.url}/complaints/999999998`))).toBe("complaint-unknown");
});
