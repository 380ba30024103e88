import fc from "fast-check";
import { expect, it } from "vitest";
import { base64url, fromBase64url, utf8 } from "#core/bytes.ts";
import { bases } from "#core/commitment/forms.ts";
import { kinds, readDraft, writeDraft } from "../../console/commitment/draft.ts";

const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/);
const words = fc.stringMatching(/^[一-龥A-Za-z0-9 ]{1,20}$/).filter((text) => text.trim() === text && text !== "");
const draft = fc.record({
  batch: id,
  number: id,
  kind: fc.constantFrom(...kinds),
  contact: words,
  basis: fc.subarray([...bases], { minLength: 1 }),
  kilograms: fc.stringMatching(/^[0-9]{1,4}\.[0-9]$/),
  origin: words,
  productName: words,
});

it("comes out of a link as it went in", () => {
  fc.assert(
    fc.property(draft, (one) => {
      expect(readDraft(writeDraft(one))).toEqual(one);
    }),
  );
});

it("is no draft cut short, with more or less in it, out of bounds, or of anything else", () => {
  fc.assert(
    fc.property(draft, fc.nat(200), (one, cut) => {
      const link = writeDraft(one);
      expect(readDraft(link.slice(0, Math.min(cut, link.length - 1)))).toBeUndefined();
    }),
  );
  const [one] = fc.sample(draft, 1);
  const values = JSON.parse(new TextDecoder().decode(fromBase64url(writeDraft(one as never)))) as unknown[];
  const spelled = (json: unknown) => base64url(utf8(JSON.stringify(json)));
  expect(readDraft(spelled(values))).toEqual(one);
  for (const wrong of [[...values, 1], values.slice(1), {}, null, "x", values.with(0, "A b"), values.with(2, "thief")])
    expect(readDraft(spelled(wrong))).toBeUndefined();
  expect(readDraft(spelled(values.with(6, "x".repeat(201))))).toBeUndefined();
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readDraft(text)).toBeUndefined();
    }),
  );
});
