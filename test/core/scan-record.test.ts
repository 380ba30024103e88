import { beforeEach, expect, it } from "vitest";
import { find } from "#core/ledger/shelf.ts";
import type { ScanCaseClosed } from "#core/statement/scan.ts";
import { type Ground, ground } from "../backend/ground.ts";
import { refused } from "./refused.ts";

let g: Ground;
beforeEach(() => {
  g = ground();
  g.open("pack-1", "green-tea-50g", "packer");
});

const occurredAt = "2026-03-24T10:00:00+08:00";
const closed = (change: Partial<ScanCaseClosed> = {}): ScanCaseClosed => ({
  type: "liangji:ScanCaseClosed",
  occurredAt,
  case: "scan-1",
  batch: "pack-1",
  outcome: "false-alarm",
  reason: "示例：一个微信群里转发了网址",
  ...change,
});
const region = (product: string, kilometres = 250) =>
  ({
    type: "liangji:SaleRegionSet",
    occurredAt,
    product,
    longitude: 109_800_000,
    latitude: 19_200_000,
    kilometres,
  }) as const;
const operator = () => g.people.operator;

it("a case of scans is closed by the operator, in the log, once, for a batch that there is", () => {
  expect(refused(() => g.decide([g.sign(g.people.packer, closed())]))).toBe("role-missing");
  expect(refused(() => g.decide([g.sign(operator(), closed({ batch: "pack-9" }))]))).toBe("batch-unknown");
  expect(refused(() => g.decide([g.sign(operator(), closed({ outcome: "perhaps" as "copied" }))]))).toBe(
    "field-invalid",
  );
  g.add(g.sign(operator(), closed()));
  expect(find(g.ledger.scanCases, "scan-1")).toMatchObject({ statement: closed(), actor: "operator" });
  expect(refused(() => g.decide([g.sign(operator(), closed({ outcome: "copied" }))]))).toBe("scan-case-closed");
  g.add(g.sign(operator(), closed({ case: "scan-2", outcome: "copied" })));
});

it("a product's region of sale is the newest that the operator set, and only for a product that there is", () => {
  expect(refused(() => g.decide([g.sign(operator(), region("green-tea-50g"))]))).toBe("field-invalid");
  g.add(
    g.sign(operator(), {
      type: "liangji:ProductDefined",
      occurredAt,
      product: "green-tea-50g",
      name: { zh: "绿茶", en: "Green tea" },
      verb: "drink",
    }),
  );
  expect(refused(() => g.decide([g.sign(operator(), region("green-tea-50g", 0))]))).toBe("field-invalid");
  g.add(g.sign(operator(), region("green-tea-50g")), g.sign(operator(), region("green-tea-50g", 300)));
  expect(find(g.ledger.saleRegions, "green-tea-50g")?.statement.kilometres).toBe(300);
});
