import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
const matches = (pattern: RegExp) => [...new Set([...readme.matchAll(pattern)].map(([, found]) => found ?? ""))];

describe("README", () => {
  it("says by line 25 how to start and how to test on a machine with nothing but npm", () => {
    const top = readme.split("\n").slice(0, 25).join("\n");
    for (const command of ["start", "test"])
      expect(top).toContain(`npx --yes --package=node@24 -c 'npm ci && npm ${command}'`);
  });
  it("names no npm script that does not exist, and leaves none out", () => {
    const named = matches(/npm (?:run )?((?<=run )[a-z-]+|start|test|check|bench|verify|demo|deploy|build)\b/g);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    expect(Object.keys(scripts).filter((name) => name !== "build" && !named.includes(name))).toEqual([]);
  });
  it("points only to files that are there", () => {
    const links = matches(/\]\((?!https?:)([^)#]+)/g);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
