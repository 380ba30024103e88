import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "#backend/intake/json-body.ts";
import { base64url, hex, utf8 } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import { type Entry, leafOf, signedBytes, type UnsignedEntry } from "#core/entry.ts";
import type { Author } from "#scripts/author.ts";
import { ground, ORIGIN } from "../backend/ground.ts";
import { certificationStatements } from "./certification-said.ts";
import { type Mutant, type MutantKind, mutantsOf } from "./json-mutants.ts";
import { recallStatements } from "./recall-statements.ts";
import { refused } from "./refused.ts";
import { type Said, statements } from "./statements.ts";

const g = ground();
g.open("leaf-1", "fresh-leaf", "grower");
g.open("made-1", "made-tea", "factory");
g.open("pack-1", "green-tea-50g", "packer");
// Somebody must have picked too early, or there is nothing to release.
g.add(g.sign(g.people.grower, g.say.sprayed("plot-1", "2026-03-01", 7), ["plot/plot-1"]));
g.add(g.sign(g.people.grower, g.say.picked("plot-1", "leaf-1", "2026-03-02"), ["batch/leaf-1", "plot/plot-1"]));
g.open("made-0", "made-tea", "factory");
g.add(g.sign(g.people.laboratory, g.say.tested("report-0", "made-0"), ["batch/made-0"]));
const sayable = { ...statements(g), ...recallStatements(g), ...certificationStatements(g) };
type Kind = keyof typeof sayable;
const kinds = Object.keys(sayable) as Kind[];

const signed = ({ by, statement, series }: Said): Entry => g.sign(g.people[by], statement, series);
/** As the service does with what comes in. */
const take = (text: string) => g.decide([readJson(utf8(text))]).decided;
const takeHostile = (text: string) => refused(() => g.decide([readJson(Buffer.from(text, "utf8"))]));

/** Of many the one with the most different fields, and of these the shortest. */
function richest(kind: Kind): Said {
  const fields = (one: Said) => new Set(JSON.stringify(one).match(/"[^"]+":/g)).size;
  const all = fc.sample(sayable[kind], { seed: 7, numRuns: 60 });
  const most = Math.max(...all.map(fields));
  const [found] = all
    .filter((one) => fields(one) === most)
    .sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
  return found as Said;
}

/** What no signature makes good. The rest may be another true statement, or be refused for what it says. */
const never: ReadonlySet<MutantKind> = new Set([
  "unknown field",
  "prototype field",
  "named twice",
  "named twice, the other first",
  "other type",
  "fraction",
  "huge",
  "number spelled otherwise",
  "minus nothing",
  "too long",
  "lone surrogate",
  "control character",
  "bidi override",
  "not NFC",
  "too many items",
  "nested",
  "other base64",
]);

/** The mutant with a signature by the right author over what the text now says; undefined where nothing can be signed. */
function signedAnew(text: string, by: Author): string | undefined {
  let unsigned: UnsignedEntry;
  try {
    unsigned = JSON.parse(text) as UnsignedEntry;
  } catch {
    return undefined;
  }
  if (typeof unsigned !== "object" || unsigned === null || Array.isArray(unsigned)) return undefined;
  return `${text.slice(0, -1)},"signature":"${base64url(by.sign(whatIsSigned(unsigned)))}"}`;
}
/** Someone hostile signs even what has no canonical form. */
function whatIsSigned(unsigned: UnsignedEntry): Uint8Array {
  try {
    return signedBytes(ORIGIN, unsigned);
  } catch {
    return utf8("anything");
  }
}
const told = ({ kind, at, text }: Mutant) => `${kind} at ${at || "the whole"}: ${text.slice(0, 400)}`;

describe.each(kinds)("%s", (kind) => {
  it("is taken in every valid form, as one leaf however its text is written", () => {
    fc.assert(
      fc.property(sayable[kind], (said) => {
        const entry = signed(said);
        const [plain] = take(JSON.stringify(entry));
        const turned = Object.fromEntries(Object.entries(entry).reverse());
        const [other] = take(JSON.stringify(turned, undefined, 1).replaceAll("茶", "\\u8336"));
        expect(hex(plain?.leaf ?? utf8(""))).toBe(hex(leafOf(entry)));
        expect(hex(other?.leaf ?? utf8(""))).toBe(hex(leafOf(entry)));
      }),
      { numRuns: 30 },
    );
  });

  it("is refused with any one change that its author did not sign", () => {
    const entry = signed(richest(kind));
    expect(takeHostile(JSON.stringify(entry))).toBe("accepted");
    const accepted: string[] = [];
    for (const mutant of mutantsOf(entry as never))
      if (takeHostile(mutant.text) === "accepted") accepted.push(told(mutant));
    expect(accepted).toEqual([]);
  });

  it("is refused beyond its bounds although its author signed it, and is recorded as it was signed or not at all", () => {
    const said = richest(kind);
    const { signature: _old, ...unsigned } = signed(said);
    const accepted: string[] = [];
    for (const mutant of mutantsOf(unsigned as never)) {
      const text = signedAnew(mutant.text, g.people[said.by]);
      if (text === undefined || takeHostile(text) !== "accepted") continue;
      if (never.has(mutant.kind)) accepted.push(told(mutant));
      expect(hex(take(text)[0]?.leaf ?? utf8(""))).toBe(hex(canonical(JSON.parse(text))));
    }
    expect(accepted).toEqual([]);
  });
});
