import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromBase64, fromHex, hex, utf8 } from "#core/bytes.ts";
import { verifyHidden } from "#core/label/hidden.ts";
import { RECEIPT } from "#core/label/redemption.ts";
import { labelRoot } from "#core/label/tree.ts";
import { verifyNote } from "#core/log/note.ts";
import { hideCodes, mint, voidLabels } from "#core/work/labels.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { sampleHiddenCode } from "#scripts/sample/story.ts";
import { type Told, told } from "./told.ts";

type Answer = {
  readonly state: "first" | "again";
  readonly first: { readonly at: number; readonly province: string };
  readonly checks: number;
  readonly disowned: number;
  readonly salt: string;
  readonly index: number;
  readonly count: number;
  readonly root: string;
  readonly proof: readonly string[];
  readonly receipt?: string;
};
const packer = sampleAuthor("tea-packer");
const token = (n: number) => String(n).padStart(32, "0");

let t: Told;
let serials: readonly string[];
beforeAll(async () => {
  t = await told();
  serials = sampleSerials(t.ids.batch, 840);
});
afterAll(() => t.r.close());

const attempt = (n: number, device: number, code = sampleHiddenCode(t.ids.batch, n)) => ({
  ...{ product: t.ids.product, batch: t.ids.batch, serial: serials[n] ?? "" },
  ...{ code, token: token(device), province: "46" },
});
const redeem = (n: number, device: number, code?: string) =>
  t.r.client.post<Answer>("/redemptions", attempt(n, device, code));

describe("a hidden code", () => {
  it("opens with what lets anyone check it against the root that the chain holds, and with a receipt that the log signed", async () => {
    const answer = await redeem(0, 1);
    expect(answer).toMatchObject({ state: "first", checks: 1, disowned: 0, first: { province: "46" } });
    const contract = t.r.service.policy.chain.contracts.LabelMint;
    const root = hex(labelRoot(sha256, t.ids.batch, serials));
    const minted = await t.r.client.post<{ result: string }>("/rpc", {
      ...{ jsonrpc: "2.0", id: 1, method: "eth_call" },
      params: [{ to: contract, data: `0xe4818bd6${root}` }, "latest"],
    });
    expect(minted.result.slice(2 + 6 * 64)).toBe(answer.root);
    const { batch, serial } = t.ids;
    const opened = { batch, serial, salt: fromBase64(answer.salt), code: sampleHiddenCode(batch, 0) };
    const place = { ...answer, proof: answer.proof.map(fromBase64), root: fromHex(answer.root) };
    verifyHidden(sha256, opened, place);
    const text = await verifyNote(nodeCrypto, answer.receipt ?? "", [t.r.service.policy.log.vkey]);
    expect(text).toBe(`${RECEIPT}\n${t.label}\n${answer.first.at}\n46\n`);
  });

  it("tells the second device that it was opened before, when and where, and gives it no receipt", async () => {
    await redeem(1, 1);
    const again = await redeem(1, 2);
    expect(again).toMatchObject({ state: "again", checks: 2, first: { province: "46" } });
    expect(again.receipt).toBeUndefined();
    expect(again.first.at % 3600).toBe(0);
    const { province: _, ...said } = attempt(1, 2);
    expect(await t.r.client.post("/redemptions/not-me", said)).toMatchObject({ checks: 2, disowned: 1 });
  });

  it("of forty devices at once, one is the first", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, device) => redeem(2, device)));
    expect(answers.filter(({ state }) => state === "first")).toHaveLength(1);
    expect(Math.max(...answers.map(({ checks }) => checks))).toBe(40);
  });

  it("is not found by guessing: five wrong ones, then the right one waits too", async () => {
    const tried = [];
    for (let n = 0; n < 6; n++) tried.push(await t.code(() => redeem(3, 1, sampleHiddenCode(t.ids.batch, 4 + n))));
    expect(tried).toEqual([...Array<string>(5).fill("hidden-code-wrong"), "hidden-code-wait"]);
    expect(await t.code(() => redeem(3, 1))).toBe("hidden-code-wait");
    expect(await t.code(() => redeem(4, 1, "7".repeat(13)))).toBe("hidden-code-wrong");
    expect((await redeem(4, 1)).state).toBe("first");
  });

  it("is not kept: neither the store nor the wire holds it, and the key of its salt lies sealed", async () => {
    const folder = join(t.r.folder, "store");
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
    const files = await Promise.all(names.map((one) => readFile(join(one.parentPath, one.name), "latin1")));
    const all = files.join("\n");
    const found = (some: readonly string[]) => some.filter((one) => all.includes(one)).length;
    const few = [9, 209, 409, 609];
    expect(found(few.map((n) => serials[n] ?? ""))).toBeGreaterThan(0);
    expect(found(few.map((n) => sampleHiddenCode(t.ids.batch, n)))).toBe(0);
    const key = Buffer.from(sha256(utf8(`liangji-sample-hidden-key/v1\n${t.ids.batch}`)));
    for (const spelled of [key.toString("base64"), key.toString("hex"), key.toString("latin1")])
      expect(all).not.toContain(spelled);
  });

  it("of a label that is void, or not active yet, or has none, is not counted", async () => {
    const root = `0x${hex(labelRoot(sha256, t.ids.batch, serials))}`;
    await t.r.client.perform(packer, voidLabels({ root, indexes: [6], cause: "returned", reason: "退货" }));
    expect(await t.code(() => redeem(6, 1))).toBe("label-not-active");
    const unknown = { ...attempt(7, 1), serial: sampleSerials("other", 1)[0] ?? "" };
    expect(await t.code(() => t.r.client.post("/redemptions", unknown))).toBe("label-unknown");
  });
});

it("a mint is refused whose hidden codes are not those that the packer signed, and active labels are not spoiled", async () => {
  const { batch } = t.ids;
  const more = sampleSerials("more", 3);
  const sheet = hideCodes(sha256, { batch, serials: more, codes: sampleSerials("x", 3), key: sha256(utf8("k")) });
  const other = hideCodes(sha256, { batch, serials: more, codes: sampleSerials("y", 3), key: sha256(utf8("k")) });
  const { act, message } = mint(sha256, { batch, serials: more, unitGrams: 50, hiddenRoot: sheet.root });
  const send = async (hidden: object) =>
    t.code(async () =>
      t.r.client.post("/mints", { ...(await t.r.client.signAct(packer, act, message)), serials: more, ...hidden }),
    );
  expect(await send({})).toBe("hidden-root-differs");
  expect(await send({ hidden: other.sent })).toBe("hidden-root-differs");
  expect(await send({ hidden: { ...sheet.sent, key: sheet.sent.key.slice(4) } })).toBe("field-invalid");
  const root = `0x${hex(labelRoot(sha256, batch, serials))}`;
  const spoil = voidLabels({ root, indexes: [8], cause: "spoiled", reason: "印坏" });
  expect(await t.code(() => t.r.client.perform(packer, spoil))).toBe("label-cause");
  const again = voidLabels({ root, indexes: [6], cause: "void", reason: "印坏" });
  expect(await t.code(() => t.r.client.perform(packer, again))).toBe("label-void-already");
});
