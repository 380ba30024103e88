import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { beforeAll, expect, it } from "vitest";

const limit = JSON.parse(readFileSync(join(import.meta.dirname, "budget.json"), "utf8")) as {
  readonly gzipBytes: number;
  readonly anchorGzipBytes: number;
};

type File = Rolldown.RolldownOutput["output"][number];
let files: readonly File[];
beforeAll(async () => {
  const built = (await build({
    root: join(import.meta.dirname, "../../verifier-app"),
    logLevel: "silent",
    build: { write: false },
  })) as Rolldown.RolldownOutput;
  files = built.output;
});
const bytesOf = (some: readonly File[]): number =>
  some.reduce((sum, one) => sum + gzipSync(one.type === "chunk" ? one.code : one.source, { level: 9 }).length, 0);

it("the first verdict needs no more bytes than the budget: page, style and script, without the second chunk", () => {
  const html = files.find(({ fileName }) => fileName === "index.html");
  const page = String(html?.type === "asset" ? html.source : "");
  const first = files.filter(({ fileName }) => fileName === "index.html" || page.includes(`/${fileName}"`));
  const entry = first.find((one) => one.type === "chunk");
  expect(entry?.type === "chunk" ? entry.imports : []).toEqual([]);
  expect(first).toHaveLength(3);
  expect(bytesOf(first)).toBeLessThanOrEqual(limit.gzipBytes);
});

it("checking what validators sealed, by storage or by receipt, needs less than 25 KB more", () => {
  const anchor = files.filter(({ fileName }) => fileName.includes("/anchor-"));
  expect(anchor).toHaveLength(2);
  expect(limit.anchorGzipBytes).toBeLessThan(25 * 1024);
  expect(bytesOf(anchor)).toBeLessThanOrEqual(limit.anchorGzipBytes);
});
