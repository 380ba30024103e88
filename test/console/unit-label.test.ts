import { expect, it } from "vitest";
import { groupSerial } from "#core/label/grouped.ts";
import { encodeSerial } from "#core/label/serial.ts";
import { emsOf } from "#core/print/drawing.ts";
import { type UnitFormatName, unitFormats } from "#core/print/formats.ts";
import { drawUnitLabel, type UnitContent, unitLabelWords } from "#core/print/unit-label.ts";
import { codesOf } from "../../console/packer/print/codes.ts";
import { refused } from "../core/refused.ts";

const code = encodeSerial(Uint8Array.of(9, 8, 7, 6, 5, 4, 3, 2));
const content: UnitContent = {
  ...{ kind: "box", code, url: `https://id.baisha.example/u/${code}`, domain: "id.baisha.example" },
  ...{ packer: "示例包装厂", packedOn: "2026-03-26", sample: true },
  lots: Array.from({ length: 30 }, (_, n) => `示例绿茶 260326-${n} × 24`),
};
const names = Object.keys(unitFormats) as UnitFormatName[];

it.each(names)("a box label on %s stays on its paper, with its code in letters and marked as sample data", (name) => {
  const { label } = unitFormats[name];
  for (const language of ["zh", "en"] as const) {
    const { marks } = drawUnitLabel(content, codesOf(content).qr, label, unitLabelWords[language]);
    const texts = marks.flatMap((mark) => (mark.kind === "text" ? [mark] : []));
    for (const { x, y, size, text } of texts) {
      expect(x + emsOf(text) * size, text).toBeLessThanOrEqual(label.width);
      expect(y + size * 0.25, text).toBeLessThanOrEqual(label.height);
      expect(size).toBeGreaterThanOrEqual(2.05);
    }
    const said = texts.map(({ text }) => text);
    expect(said).toContain(groupSerial(code));
    expect(said).toContain(unitLabelWords[language].sample);
    const [qr] = marks.flatMap((mark) => (mark.kind === "qr" ? [mark] : []));
    expect((qr?.size ?? 0) / (qr?.matrix.length ?? 1)).toBeGreaterThanOrEqual(0.4);
  }
});

it("refuses paper on which a phone could not read the code", () => {
  const draw = () => drawUnitLabel(content, codesOf(content).qr, { width: 20, height: 15 }, unitLabelWords.zh);
  expect(refused(draw)).toBe("label-too-small");
});
