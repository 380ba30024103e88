import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokenInto } from "#backend/exhibit/lines.ts";
import { paged } from "#backend/exhibit/pdf.ts";
import { concat, utf8 } from "#core/bytes.ts";
import { verdictCodes } from "#core/evidence/verdict.ts";
import { exhibitText, verifyExhibit, withSignature } from "#core/exhibit/signed.ts";
import { found, headlines } from "#core/exhibit/words.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { testLog } from "./log-signer.ts";

const log = testLog("log.test.example/2026");
const { sha256 } = nodeCrypto;
const signed = (pdf: Uint8Array) => withSignature(pdf, log.sign(exhibitText(sha256, pdf)));
const code = (bytes: Uint8Array, vkey = log.vkey): Promise<string> =>
  verifyExhibit(nodeCrypto, bytes, vkey).then(
    () => "accepted",
    (error: { code?: string }) => error.code ?? String(error),
  );
const bytes = fc.uint8Array({ maxLength: 1200 });

describe("the signature at the end of an exhibit", () => {
  it("gives the bytes back that were signed, whatever they are, and is short enough for readers to find the PDF's own end", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (pdf) => {
        const whole = signed(pdf);
        expect(await verifyExhibit(nodeCrypto, whole, log.vkey)).toEqual(pdf);
        expect(whole.length - pdf.length).toBeLessThan(700);
      }),
      { numRuns: 40 },
    );
    expect(() => withSignature(utf8("%PDF-1.7"), `a\n\n— ${"n".repeat(800)} AAAA\n`)).toThrow(RangeError);
  });

  it("does not hold with one bit flipped, one byte more or less, a second signature, or another key", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(), fc.nat(7), async (pdf, place, bit) => {
        const whole = signed(pdf);
        const at = place % whole.length;
        expect(await code(Uint8Array.from(whole, (byte, n) => (n === at ? byte ^ (1 << bit) : byte)))).not.toBe(
          "accepted",
        );
      }),
      { numRuns: 150 },
    );
    const pdf = utf8("%PDF-1.7\n%%EOF\n");
    const whole = signed(pdf);
    for (const wrong of [
      pdf,
      whole.subarray(0, -1),
      whole.subarray(1),
      concat(whole, utf8("\n")),
      concat(whole, whole),
    ])
      expect(await code(wrong)).not.toBe("accepted");
    expect(await code(new Uint8Array())).toBe("exhibit-unsigned");
    expect(await code(whole, testLog("log.test.example/2026").vkey)).toBe("note-signature-missing");
    const checkpoint = withSignature(pdf, log.note([], 0));
    expect(await code(checkpoint)).toBe("note-signature-wrong");
  });
});

describe("its words and lines", () => {
  it("has a sentence for every verdict, and never says more than was checked", () => {
    const said = [
      ...verdictCodes.map((one) => found[one]({ at: 0, reason: "", batch: "b" })),
      ...Object.values(headlines),
    ];
    for (const one of said) expect(one).toMatch(/^[^{}]{4,60}$/u);
    expect(said.join("")).not.toMatch(/真品|保真|放心|undefined/);
  });

  it("breaks between Chinese letters and nowhere in a word that would fit, loses nothing, and begins no line with a mark that ends one", () => {
    const measure = (text: string) => [...text].reduce((sum, one) => sum + (/[\u2e80-\uffef]/u.test(one) ? 10 : 5), 0);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("茶", "叶", "，", "。", "（", "）", "“", "”", "abc", "12-34", " ")),
        (parts) => {
          const text = parts.join("");
          const lines = brokenInto(text, 60, measure);
          expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
          for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(90);
        },
      ),
    );
    expect(brokenInto("茶叶茶叶茶叶，茶", 60, measure)).toEqual(["茶叶茶叶茶", "叶，茶"]);
    expect(brokenInto("茶叶茶叶茶（叶）", 60, measure)).toEqual(["茶叶茶叶茶", "（叶）"]);
    expect(brokenInto("abcdefghijklmnop", 60, measure)).toEqual(["abcdefghijkl", "mnop"]);
  });

  it("keeps a heading with what follows it, on the next page if need be", () => {
    const strip = (height: number, keep: boolean) => ({ height, keep, marks: [] });
    const [first, heading, line] = [strip(80, false), strip(15, true), strip(15, false)];
    expect(paged([first, heading, line], 100)).toEqual([[first], [heading, line]]);
    expect(paged([first, line], 100)).toEqual([[first, line]]);
    expect(paged([strip(500, false)], 100)).toHaveLength(1);
  });
});
