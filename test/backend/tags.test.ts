import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTagKeys } from "#backend/tags/keys.ts";
import { fromHex } from "#core/bytes.ts";

import type { Statement } from "#core/entry.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import { headIn } from "#core/evidence/verify-line.ts";
import type { Pair } from "#core/tag/binding.ts";
import { type Bound, verifyBound } from "#core/tag/bound.ts";
import type { Tap } from "#core/tag/sun.ts";
import { tagsBound } from "#core/work/tags.ts";
import { sha256 } from "#scripts/author.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { sampleSerials } from "#scripts/sample/serials.ts";
import { refusedLater } from "../core/refused.ts";
import { virtualTag } from "../core/virtual-tag.ts";
import { type Told, today, told } from "./told.ts";

type Answer = {
  readonly state: string;
  readonly loop: string;
  readonly accepted: number;
  readonly openedAt?: number;
  readonly uid: string;
  readonly bound?: Bound;
};

let t: Told;
let bundle: Bundle;
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
  await t.r.service.anchorNow();
  bundle = await t.evidence();
});
afterAll(() => t.r.close());

const post = (n: number, tap: Tap, device = 0) =>
  t.r.client.post<Answer>("/taps", {
    ...{ product: t.ids.product, batch: t.ids.batch, serial: serials[n] },
    ...{ tap, token: String(device).padStart(32, "0"), size: headIn(bundle).size },
  });
const tapOf = (n: number) => tags[n] as ReturnType<typeof virtualTag>;

describe("a seal tag", () => {
  it("answers for its label, with what shows that its packer signed so, in the same page of the log as the evidence", async () => {
    const answer = await post(0, tapOf(0).tap(1, "CC"));
    expect(answer).toMatchObject({ state: "now", loop: "closed", accepted: 1 });
    const bound = answer.bound as Bound;
    const label = { bundle, policy: t.r.service.policy };
    const check = (one: unknown, pair = pairs[0] as Pair) => verifyBound(label, pair, one, nodeCrypto);
    expect((await check(bound)).line.index).toBe(bound.line.index);
    const { line } = bound;
    const { statement } = line.entry;
    const other = (change: object) => ({ ...bound, line: { ...line, ...change } });
    const said = (change: object) => other({ entry: { ...line.entry, statement: { ...statement, ...change } } });
    for (const twin of [
      said({ root: statement.root.replace(/.$/, (last) => (last === "0" ? "1" : "0")) }),
      said({ count: statement.count + 1 }),
      other({ entry: { ...line.entry, actor: "tea-factory" } }),
      other({
        entry: { ...line.entry, signature: line.entry.signature.replace(/^./, (one) => (one === "A" ? "B" : "A")) },
      }),
    ])
      expect(await refusedLater(() => check(twin))).toBe("signature-wrong");
    expect(await refusedLater(() => check(other({ index: line.index - 1 })))).toBe("inclusion-proof-wrong");
    expect(await refusedLater(() => check(other({ proof: line.proof.slice(1) })))).toBe("inclusion-proof-wrong");
    expect(await refusedLater(() => check({ ...bound, index: 1 }))).toBe("inclusion-proof-wrong");
    expect(await refusedLater(() => check(bound, pairs[1]))).toBe("inclusion-proof-wrong");
    expect(await refusedLater(() => check({ ...bound, more: 1 }))).toBe("bundle-malformed");
    const under = (change: Partial<Bundle>) =>
      refusedLater(() =>
        verifyBound({ ...label, bundle: { ...bundle, ...change } }, pairs[0] as Pair, bound, nodeCrypto),
      );
    expect(await under({ label: { ...bundle.label, batch: "260405-99" } })).toBe("tag-unknown");
    const demoted = bundle.entries.map((one) => {
      const { statement } = one.entry;
      if (statement.type !== "liangji:ActorAdmitted" || statement.subject !== "tea-packer") return one;
      return { ...one, entry: { ...one.entry, statement: { ...statement, roles: ["factory" as const] } } };
    });
    expect(await under({ entries: demoted })).toBe("role-missing");
  });

  it("that was bound after the page of the log that a phone holds says nothing of the binding", async () => {
    const before = { ...bundle, log: { ...bundle.log, checkpoint: bundle.log.checkpoint.replace(/\n\d+\n/, "\n9\n") } };
    const answer = await t.r.client.post<Answer>("/taps", {
      ...{ product: t.ids.product, batch: t.ids.batch, serial: serials[5], token: "0".repeat(32) },
      ...{ tap: tapOf(5).tap(1, "CC"), size: headIn(before).size },
    });
    expect(answer).toMatchObject({ state: "now" });
    expect(answer.bound).toBeUndefined();
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
