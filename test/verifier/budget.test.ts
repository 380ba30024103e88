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
const textOf = (file: File): string => (file.type === "chunk" ? file.code : String(file.source));
const bytesOf = (some: readonly File[]): number =>
  some.reduce((sum, one) => sum + gzipSync(textOf(one), { level: 9 }).length, 0);

it("the first verdict needs no more bytes than the budget: page, style, script and checker, without what comes after", () => {
  const html = files.find(({ fileName }) => fileName === "index.html");
  const page = html ? textOf(html) : "";
  const first = files.filter(({ fileName }) => fileName === "index.html" || page.includes(`/${fileName}"`));
  const entry = first.find((one) => one.type === "chunk");
  expect(entry?.type === "chunk" ? entry.imports : []).toEqual([]);
  expect(first).toHaveLength(4);
  expect(bytesOf(first)).toBeLessThanOrEqual(limit.gzipBytes);
});

it("checking what validators sealed, by storage or by receipt, needs less than 25 KB more", () => {
  const named = (name: string) => files.filter(({ fileName }) => fileName.startsWith(`assets/${name}`));
  const more = (file: File): readonly File[] => [
    file,
    ...Array.from(textOf(file).matchAll(/from"\.\/([^"]+)"/g), ([, name = ""]) => name)
      .filter((name) => !name.startsWith("checker-"))
      .flatMap((name) => named(name).flatMap(more)),
  ];
  const anchor = named("anchor-check-").flatMap(more);
  expect(anchor).toHaveLength(2);
  expect(limit.anchorGzipBytes).toBeLessThan(25 * 1024);
  expect(bytesOf(anchor)).toBeLessThanOrEqual(limit.anchorGzipBytes);
});
