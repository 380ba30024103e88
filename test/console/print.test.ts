import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { groupSerial } from "#core/label/grouped.ts";
import { encodeSerial } from "#core/label/serial.ts";
import { labelsCsv } from "#core/print/csv.ts";
import { emsOf } from "#core/print/drawing.ts";
import { type FormatName, paperFormats, perPage } from "#core/print/formats.ts";
import { drawLabel, gtin13Of, type LabelContent, labelWords, missingOn } from "#core/print/label.ts";
import { sfntOf } from "#core/print/sfnt.ts";
import { pageSvg } from "#core/print/svg.ts";
import { labelsZpl, thermalPrinters } from "#core/print/zpl.ts";
import { codesOf } from "../../console/packer/print/codes.ts";
import { inflate } from "../../console/packer/print/inflate.ts";
import { labelsPdf } from "../../console/packer/print/pdf.ts";
import { refused } from "../core/refused.ts";

const run = promisify(execFile);
const resolve = createRequire(import.meta.url).resolve;
const FONT = "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-500-normal.woff";
/** 203 dots an inch: what the cheapest thermal printer prints, and less than a phone's camera sees at arm's length. */
const POOR = 203;

const serialOf = (n: number) => encodeSerial(Uint8Array.of(9, 8, 7, 6, 5, 4, n >> 8, n & 255));
const content = (n: number, more: Partial<LabelContent> = {}): LabelContent => {
  const serial = serialOf(n);
  return {
    ...{ name: "示例绿茶", net: "50 g", origin: "海南省白沙黎族自治县（示例）", producer: "示例包装厂" },
    ...{ madeOn: "2026-03-26", bestBefore: "2027-09-26", grade: "示例一级", batch: "260326-01", serial },
    ...{ url: `https://id.baisha.example/p/green-tea-50g/b/260326-01/s/${serial}` },
    ...{ domain: "id.baisha.example", sample: true },
    ...more,
  };
};
const WITH_GTIN = { gtin13: "6901234567892" };
const drawn = (format: FormatName, one: LabelContent) =>
  drawLabel(one, codesOf(one), paperFormats[format].label, labelWords.zh);
const names = Object.keys(paperFormats) as FormatName[];

let folder: string;
let font: Uint8Array;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-print-"));
  font = await sfntOf(new Uint8Array(await readFile(resolve(FONT))), inflate);
  const wasm = await readFile(resolve("zxing-wasm/reader/zxing_reader.wasm"));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The PDF's pages as a poor printer would put them on paper. */
async function printed(pdf: Uint8Array, dpi: number): Promise<readonly Uint8Array[]> {
  const at = await mkdtemp(join(folder, "pdf-"));
  await writeFile(join(at, "labels.pdf"), pdf);
  await run("pdftoppm", ["-r", String(dpi), "-gray", "-png", join(at, "labels.pdf"), join(at, "page")]);
  const pages = (await readdir(at)).filter((name) => name.endsWith(".png")).sort();
  return Promise.all(pages.map(async (name) => new Uint8Array(await readFile(join(at, name)))));
}
async function readCodes(png: Uint8Array): Promise<readonly string[]> {
  const found = await readBarcodes(new Blob([png as Uint8Array<ArrayBuffer>]), {
    ...{ formats: ["QRCode", "EAN13"], maxNumberOfSymbols: 255, tryHarder: true },
  });
  return found.map(({ text }) => text).sort();
}

describe("printed labels", () => {
  it("are read off the paper, every code of a whole sheet, as a cheap printer prints it", async () => {
    const format = paperFormats["a4-50x30"];
    const sheet = Array.from({ length: perPage(format) + 1 }, (_, n) => content(n));
    const pdf = await labelsPdf(
      format,
      sheet.map((one) => drawn("a4-50x30", one)),
      font,
    );
    const [first, second] = await printed(pdf, POOR);
    expect(await readCodes(first as Uint8Array)).toEqual(
      sheet
        .slice(0, 36)
        .map(({ url }) => url)
        .sort(),
    );
    expect(await readCodes(second as Uint8Array)).toEqual([sheet[36]?.url]);
  });

  it("carry EAN-13 beside the QR code where there is a GTIN, and both are read", async () => {
    for (const name of ["a4-l7160", "a4-l7163", "roll-60x40"] as const) {
      const one = content(1, {
        ...WITH_GTIN,
        url: `https://id.baisha.example/01/06901234567892/10/260326-01/21/${serialOf(1)}`,
      });
      const [page] = await printed(await labelsPdf(paperFormats[name], [drawn(name, one)], font), 300);
      expect([name, await readCodes(page as Uint8Array)]).toEqual([name, [WITH_GTIN.gtin13, one.url]]);
    }
    expect(refused(() => drawn("a4-50x30", content(1, WITH_GTIN)))).toBe("label-too-small");
    expect([gtin13Of("06901234567892"), gtin13Of("16901234567899"), gtin13Of(undefined)]).toEqual([
      ...[WITH_GTIN.gtin13, undefined, undefined],
    ]);
  });

  it("hold Chinese letters in the file itself, only those that occur, and all words that the law wants", async () => {
    const one = content(5, { hidden: serialOf(6) });
    const pdf = await labelsPdf(paperFormats["roll-60x40"], [drawn("roll-60x40", one)], font);
    expect(font.length).toBeGreaterThan(2_000_000);
    expect(pdf.length).toBeLessThan(60_000);
    await writeFile(join(folder, "one.pdf"), pdf);
    const { stdout } = await run("pdftotext", ["-raw", join(folder, "one.pdf"), "-"]);
    const text = stdout.replaceAll(/\s/g, "");
    for (const wanted of [
      one.name,
      one.origin,
      one.producer,
      one.madeOn,
      one.bestBefore,
      one.grade,
      one.serial,
      one.batch,
      "示例数据",
      "净含量",
      one.hidden ?? "",
    ])
      expect(text).toContain(wanted.replaceAll(" ", ""));
    const { stdout: fonts } = await run("pdffonts", [join(folder, "one.pdf")]);
    expect(fonts).toMatch(/TrueType\s+Identity-H\s+yes/);
  });

  it("never get smaller than is read: letters 2.05 mm, modules 0.4 mm, four modules of white around; else the format is refused", () => {
    for (const name of names) {
      const { width, height } = paperFormats[name].label;
      for (const hidden of [undefined, serialOf(2)]) {
        const one = content(1, hidden ? { hidden } : {});
        if (hidden && height === 30) {
          expect(refused(() => drawn(name, one))).toBe("label-too-small");
          continue;
        }
        const drawing = drawn(name, one);
        for (const mark of drawing.marks) {
          if (mark.kind === "text") {
            expect(mark.size).toBeGreaterThanOrEqual(2.049);
            expect(mark.x).toBeGreaterThanOrEqual(0);
            expect(mark.x + emsOf(mark.text) * mark.size).toBeLessThanOrEqual(width + 0.01);
            expect(mark.y).toBeLessThanOrEqual(height);
          }
          if (mark.kind === "qr") {
            const module = mark.size / mark.matrix.length;
            expect(module).toBeGreaterThanOrEqual(0.4);
            expect(Math.min(mark.x, mark.y)).toBeGreaterThanOrEqual(4 * module);
            const quiet = {
              left: mark.x - 4 * module,
              right: mark.x + mark.size + 4 * module,
              below: mark.y + mark.size + 4 * module,
            };
            const inside = drawing.marks.filter(
              (other) =>
                other.kind === "text" &&
                other.y - other.size * 0.8 < quiet.below - 0.01 &&
                other.x < quiet.right - 0.01 &&
                other.x + emsOf(other.text) * other.size > quiet.left + 0.01,
            );
            expect([name, inside]).toEqual([name, []]);
          }
        }
      }
    }
    expect(refused(() => drawn("a4-50x30", content(1, { producer: "示例".repeat(40) })))).toBe("label-too-small");
    const tiny = () => drawLabel(content(1), codesOf(content(1)), { width: 30, height: 20 }, labelWords.zh);
    expect(refused(tiny)).toBe("label-too-small");
    const far = content(1, {
      sample: false,
      url: `https://id.baisha.example/p/${"long-".repeat(12)}name/b/260326-01/s/${serialOf(1)}`,
    });
    const low = (height: number) => drawLabel(far, codesOf(far), { width: 100, height }, labelWords.zh);
    expect([refused(() => low(27)), refused(() => low(30))]).toEqual(["label-too-small", "accepted"]);
  });

  it("say which words of §38 are missing", () => {
    expect(missingOn(content(1))).toEqual([]);
    expect(missingOn(content(1, { grade: "", origin: " " }))).toEqual(["origin", "grade"]);
  });
});

it("a short address, with fewer modules, leaves the letters under its code as large", () => {
  const one = content(1, {
    serial: "ZZZZZZZZZZZZZ",
    url: "https://a.example/p/t/b/1/s/ZZZZZZZZZZZZZ",
    hidden: serialOf(2),
  });
  expect(codesOf(one).qr.length).toBeLessThan(37);
  for (const name of ["a4-l7160", "roll-60x40", "roll-40x60"] as const)
    expect(
      Math.min(...drawn(name, one).marks.flatMap((mark) => (mark.kind === "text" ? [mark.size] : []))),
    ).toBeGreaterThan(2.04);
});

it("every code that can be drawn fits on the paper that its first one fits on", () => {
  for (const serial of ["WWWWWWWWWWWWW", "MMMMMMMMMMMMM", "NNNNNNNNNNNNN"])
    for (const name of ["a4-l7160", "a4-l7163", "roll-60x40", "roll-40x60"] as const)
      expect(refused(() => drawn(name, content(1, { serial, hidden: serial })))).toBe("accepted");
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (random) => {
      const serial = encodeSerial(random);
      for (const mark of drawn("a4-50x30", content(1, { serial })).marks)
        if (mark.kind === "text") expect(mark.size).toBeGreaterThan(2);
    }),
  );
});

describe("ZPL", () => {
  it("is one format for each label, with the address in ^BQ, the code in ^FD, and nothing that a name could command", () => {
    const one = content(1, { name: "示例^XZ~JA_茶", ...WITH_GTIN });
    for (const printer of Object.values(thermalPrinters)) {
      const zpl = labelsZpl([drawn("roll-60x40", one), drawn("roll-60x40", content(2))], printer);
      expect(zpl.match(/\^XA/g)).toHaveLength(2);
      expect(zpl.match(/\^XZ/g)).toHaveLength(2);
      expect(zpl).not.toContain("~");
      expect(zpl).toContain("示例_5EXZ_7EJA_5F茶");
      expect(zpl).toContain(`^FDMA,${one.url}^FS`);
      expect(zpl).toContain(`^FD${groupSerial(one.serial)}^FS`);
      expect(zpl).toContain("^FD690123456789^FS");
      const dots = printer.dotsPerMm;
      for (const [, x, y] of zpl.matchAll(/\^F[OT](\d+),(\d+)/g)) {
        expect(Number(x)).toBeLessThan(60 * dots);
        expect(Number(y)).toBeLessThanOrEqual(40 * dots);
      }
      const module = Number(/\^BQN,2,(\d+)/.exec(zpl)?.[1]) / dots;
      expect(module).toBeGreaterThanOrEqual(0.37);
      expect(zpl.split("\n").every((line) => line === "" || /^\^[A-Z]/.test(line))).toBe(true);
    }
  });
});

describe("files for a print shop", () => {
  it("SVG escapes every name, and draws each label of the sheet at its place", () => {
    const svg = pageSvg(paperFormats["a4-l7160"], [
      drawn("a4-l7160", content(1, { name: `<茶&"` })),
      drawn("a4-l7160", content(2)),
    ]);
    expect(svg).toContain("&lt;茶&amp;&quot;");
    expect(svg).toContain("translate(7.25 15.15)");
    expect(svg).toContain("translate(73.29 15.15)");
  });

  it("CSV is read back cell by cell, whatever a name holds, and no cell begins like a formula", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12, unit: fc.constantFrom(...'茶a,"\r\n=+-@ ') }), (name) => {
        const text = labelsCsv([content(1, { name, hidden: serialOf(3) })]);
        const [, row = []] = parse(text.slice(1));
        expect(row[1]).toBe(serialOf(1));
        expect(row[4]).toBe(groupSerial(serialOf(3)));
        expect(row[6]).toBe(/^[=+\-@\t\r]/.test(name) ? `'${name}` : name);
      }),
    );
  });
});

/** A slow reader of RFC 4180. */
function parse(text: string): string[][] {
  const rows: string[][] = [[""]];
  for (let at = 0, quoted = false; at < text.length; at++) {
    const [row, c] = [rows.at(-1) as string[], text[at] ?? ""];
    if (quoted && c === '"' && text[at + 1] === '"') row[row.length - 1] += text[++at] ?? "";
    else if (c === '"') quoted = !quoted;
    else if (!quoted && c === ",") row.push("");
    else if (!quoted && c === "\r" && text[at + 1] === "\n") {
      at++;
      rows.push([""]);
    } else row[row.length - 1] += c;
  }
  return rows;
}
