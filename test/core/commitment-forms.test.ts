import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fill } from "#core/commitment/filled.ts";
import { blankForm, forms } from "#core/commitment/forms.ts";
import { keepUntil, retention } from "#core/commitment/retention.ts";

const fixed = (name: string): Buffer => readFileSync(join(import.meta.dirname, "../vectors/commitment", `${name}.txt`));

it.each(["producer", "buyer"] as const)("the %s's form of 2026 is, byte for byte, the fixed one", (role) => {
  expect(Buffer.from(blankForm(forms[role])).equals(fixed(`cn-cdc-2026-${role}`))).toBe(true);
});

it.each(["producer", "buyer"] as const)(
  "a filled %s's form keeps every fixed word, in its order, and ticks what was ticked",
  (role) => {
    const { text, boxes } = fill({
      role,
      basis: ["ENTRUSTED_TEST"],
      productName: "茶鲜叶",
      grams: 188_250,
      issuerName: "示例茶场一",
      contact: "0898-0000-0000",
      occurredAt: "2026-03-18T08:40:00+08:00",
      ...(role === "producer" && { origin: "示例产地" }),
    });
    const blank = blankForm(forms[role]).split("\n");
    expect(text.split("\n").slice(0, forms[role].promises.length + 3)).toEqual(
      blank.slice(0, forms[role].promises.length + 3),
    );
    expect(boxes.map(({ text: box }) => box)).toEqual(["□质量安全控制符合要求", "□自行检测合格", "☑委托检测合格"]);
    for (const [, label] of forms[role].fields.flat()) expect(text).toContain(label);
    expect(text).toContain("重量或数量：188.25 kg");
    expect(text).toContain("开具时间：2026-03-18");
    expect(text.includes("产地：")).toBe(role === "producer");
  },
);

it("what stands behind a certificate is kept for the longest of its clocks, and each names who says so", () => {
  expect(retention("2026-08-31").map(({ until }) => until)).toEqual([
    "2027-02-28",
    "2028-08-31",
    "2028-08-31",
    "2031-08-31",
  ]);
  expect(retention("2026-08-31").every(({ law }) => law.length > 0)).toBe(true);
  expect(keepUntil("2024-02-29")).toBe("2029-02-28");
});
