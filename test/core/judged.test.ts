import { expect, it } from "vitest";
import { parseJudged } from "#core/evidence/judged.ts";
import { parseBundle } from "#core/evidence/parse.ts";
import { verifyBundle } from "#core/evidence/verify-bundle.ts";
import { mutantsOf } from "./json-mutants.ts";
import { crypto } from "./person.ts";
import { refused } from "./refused.ts";
import { world } from "./world.ts";

const w = world();
const claim = w.bundle.entries.findIndex(({ entry }) => entry.statement.type === "liangji:ClaimMade");
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const withStatement = (n: number, statement: unknown): unknown => ({
  ...w.bundle,
  entries: w.bundle.entries.map((one, at) => (at === n ? { ...one, entry: { ...one.entry, statement } } : one)),
});

it("evidence read as far as the verdict needs it is the same evidence", () => {
  const json: unknown = JSON.parse(JSON.stringify(w.bundle));
  expect(parseJudged(json)).toEqual(parseBundle(json));
});

it("only what a claim says may be malformed at first sight, and no check ever breaks on it", async () => {
  const later: string[] = [];
  let seen = 0;
  for (const [n, one] of w.bundle.entries.entries())
    for (const { at, kind, text } of mutantsOf(one.entry.statement as never)) {
      const json = jsonOf(text);
      // Elsewhere some of them do.
      if (json === undefined || (n !== claim && seen++ % 7 !== 0)) continue;
      const mutant = withStatement(n, json);
      const [whole, judged] = [refused(() => parseBundle(mutant)), refused(() => parseJudged(mutant))];
      if (whole === judged) continue;
      const told = `${one.entry.statement.type}: ${kind} at ${at}`;
      expect([whole, judged], told).toEqual(["bundle-malformed", "accepted"]);
      later.push(told);
      if (later.length % 8 !== 1) continue;
      const judgement = await verifyBundle(parseJudged(mutant), w.policy, w.now, w.view, crypto);
      expect(judgement.headline, told).toBe("record-failed");
    }
  expect(seen).toBeGreaterThan(500);
  expect(later.length).toBeGreaterThan(10);
  expect(later.filter((told) => !told.startsWith("liangji:ClaimMade"))).toEqual([]);
});

it("a kind of record that nobody knows is malformed at once", () => {
  for (const type of ["liangji:Nothing", "__proto__", "constructor", 7, undefined]) {
    const json = structuredClone(w.bundle) as unknown as { entries: { entry: { statement: unknown } }[] };
    const entry = json.entries[claim]?.entry;
    if (entry) entry.statement = { ...(entry.statement as object), type };
    expect(
      refused(() => parseJudged(json)),
      String(type),
    ).toBe("bundle-malformed");
  }
});
