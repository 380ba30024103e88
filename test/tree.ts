import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");
const ignored = readFileSync(join(root, ".gitignore"), "utf8")
  .split("\n")
  .map((line) => line.replace(/\/$/, "").trim());
const outside = new Set([".git", ...ignored]);

/** Every file of the repository, as it would be checked in: paths from the root, `/` between folders. */
export function filesOf(folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((one) => {
    if (outside.has(one.name)) return [];
    const path = folder === "" ? one.name : `${folder}/${one.name}`;
    return one.isDirectory() ? filesOf(path) : [path];
  });
}

export const textOf = (path: string): string => readFileSync(join(root, path), "utf8");

/** What a module asks for: static, side-effect and dynamic imports, and re-exports. */
export function importsOf(path: string): string[] {
  const asked = textOf(path).matchAll(/\bfrom\s*"([^"\n]+)"|\bimport\s*\(?\s*"([^"\n]+)"/g);
  return [...asked].map(([, from, direct]) => from ?? direct ?? "");
}
