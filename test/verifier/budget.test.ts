import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { expect, it } from "vitest";

const limit = JSON.parse(readFileSync(join(import.meta.dirname, "budget.json"), "utf8")) as { gzipBytes: number };

it("the first verdict needs no more bytes than the budget: page, style and script, without the second chunk", async () => {
  const built = (await build({
    root: join(import.meta.dirname, "../../verifier-app"),
    logLevel: "silent",
    build: { write: false },
  })) as Rolldown.RolldownOutput;
  const html = built.output.find(({ fileName }) => fileName === "index.html");
  const page = String(html?.type === "asset" ? html.source : "");
  const first = built.output.filter(({ fileName }) => fileName === "index.html" || page.includes(`/${fileName}"`));
  const entry = first.find((one) => one.type === "chunk");
  expect(entry?.type === "chunk" ? entry.imports : []).toEqual([]);
  const bytes = first.map((one) => gzipSync(one.type === "chunk" ? one.code : one.source, { level: 9 }).length);
  expect(bytes).toHaveLength(3);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(limit.gzipBytes);
});
