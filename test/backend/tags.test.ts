import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTagKeys } from "#backend/tags/keys.ts";
import { fromBase64, fromHex } from "#core/bytes.ts";
import type { Statement } from "#core/entry.ts";
import { type Pair, verifyTag } from "#core/tag/binding.ts";
import type { Tap } from "#core/tag/sun.ts";
import { tagsBound } from "#core/work/tags.ts";
import { sha256 } from "#scripts/author.ts";
import { sampleSerials } from "#scripts/sample/story.ts";
import { virtualTag } from "../core/virtual-tag.ts";
import { type Told, today, told } from "./told.ts";

type Answer = {
  readonly state: string;
  readonly loop: string;
  readonly accepted: number;
  readonly openedAt?: number;
  readonly line: number;
  readonly root: string;
  readonly index: number;
  readonly count: number;
  readonly proof: readonly string[];
};

let t: Told;
let serials: readonly string[];
let tags: ReturnType<typeof virtualTag>[];
let pairs: readonly Pair[];
const bind = async (list: readonly Pair[], change: object = {}, actor = "tea-packer") => {
  const statement: Statement = { ...tagsBound(sha256, today.time, t.ids.batch, list), ...change };
  return t.r.client.post<{ index: number }>("/tags", { entry: await t.signed(actor, statement), pairs: list });
};
beforeAll(async () => {
  t = await told();
  serials = sampleSerials(t.ids.batch, 840);
  const keys = openTagKeys(t.r.folder);
  tags = Array.from({ length: 9 }, (_, n) => virtualTag(keys, fromHex(`04a1b2c3d4e5${String(n).padStart(2, "0")}`)));
  pairs = tags.slice(0, 6).map(({ uid }, n) => ({ serial: serials[n] ?? "", uid }));
  await bind(pairs);
});
afterAll(() => t.r.close());

const post = (n: number, tap: Tap, device = 0) =>
  t.r.client.post<Answer>("/taps", {
    ...{ product: t.ids.product, batch: t.ids.batch, serial: serials[n] },
    ...{ tap, token: String(device).padStart(32, "0") },
  });
const tapOf = (n: number) => tags[n] as ReturnType<typeof virtualTag>;

describe("a seal tag", () => {
  it("answers for its label, with what shows that the packer put it there", async () => {
    const answer = await post(0, tapOf(0).tap(1, "CC"));
    expect(answer).toMatchObject({ state: "now", loop: "closed", accepted: 1 });
    const place = { ...answer, proof: answer.proof.map(fromBase64) };
    verifyTag(sha256, t.ids.batch, pairs[0] as Pair, place);
    const { entry } = await t.r.client.get<{ entry: { statement: Statement } }>(`/entries/${answer.line}`);
    expect(entry.statement).toMatchObject({ type: "liangji:TagsBound", root: answer.root, count: 6 });
  });

  it("of sixty posts of one tap is there once, and the others are told that the link was used", async () => {
    const tap = tapOf(1).tap(5, "CC");
    const answers = await Promise.all(Array.from({ length: 60 }, (_, device) => post(1, tap, device)));
    expect(answers.filter(({ state }) => state === "now")).toHaveLength(1);
    expect(answers.filter(({ state }) => state === "old")).toHaveLength(59);
    expect((await post(1, tapOf(1).tap(4, "CC"))).state).toBe("old");
    expect((await post(1, tapOf(1).tap(6, "CC"))).state).toBe("now");
  });

  it("that was opened once stays so, for a tap that says otherwise too", async () => {
    expect((await post(2, tapOf(2).tap(1, "CC"))).loop).toBe("closed");
    const opened = await post(2, tapOf(2).tap(2, "OO"), 1);
    expect(opened).toMatchObject({ state: "now", loop: "open" });
    expect((opened.openedAt ?? 1) % 3600).toBe(0);
    const refilled = await post(2, tapOf(2).tap(9, "CC"), 2);
    expect(refilled).toMatchObject({ state: "now", loop: "open", openedAt: opened.openedAt });
  });

  it("moved to another pack, of another maker, or never put on anything, is refused", async () => {
    expect(await t.code(() => post(4, tapOf(3).tap(1, "CC")))).toBe("tag-unknown");
    expect(await t.code(() => post(3, tapOf(8).tap(1, "CC")))).toBe("tag-unknown");
    const zero = { meta: new Uint8Array(16), fileOf: () => new Uint8Array(16) };
    expect(await t.code(() => post(3, virtualTag(zero, fromHex("04a1b2c3d4e503")).tap(1, "CC")))).toBe("tag-wrong");
    const loose = { ...tapOf(3).tap(1, "CC"), cmac: "0" };
    expect(await t.code(() => post(3, loose))).toBe("tag-malformed");
  });
});

describe("putting tags on labels", () => {
  const pair = (n: number, tag: number): Pair => ({ serial: serials[n] ?? "", uid: tapOf(tag).uid });

  it("is refused for a label or a tag that has its partner, and for labels of another batch", async () => {
    expect(await t.code(() => bind([pair(700, 0)]))).toBe("tag-bound-already");
    expect(await t.code(() => bind([pair(0, 7)]))).toBe("tag-bound-already");
    expect(await t.code(() => bind([{ ...pair(0, 7), serial: sampleSerials("other", 1)[0] ?? "" }]))).toBe(
      "tag-label-other",
    );
  });

  it("is refused where the pairs are not those that were signed, and from anybody but the holder of the batch", async () => {
    const root = "a".repeat(64);
    expect(await t.code(() => bind([pair(701, 7)], { root }))).toBe("tag-root-differs");
    expect(await t.code(() => bind([pair(701, 7)], { count: 2 }))).toBe("tag-root-differs");
    expect(await t.code(() => bind([pair(701, 7)], {}, "tea-factory"))).toBe("role-missing");
  });

  it("that was refused leaves both free", async () => {
    expect((await bind([pair(701, 7)])).index).toBeGreaterThan(0);
    expect((await post(701, tapOf(7).tap(1))).loop).toBe("none");
  });
});
