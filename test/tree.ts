import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";

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
  const source = textOf(path);
  const { staticImports, staticExports, dynamicImports } = parseSync(path, source).module;
  const again = staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value));
  const later = dynamicImports.map(({ moduleRequest }) => source.slice(moduleRequest.start + 1, moduleRequest.end - 1));
  const asked = [...staticImports.map(({ moduleRequest }) => moduleRequest.value), ...again, ...later];
  return [...new Set(asked.filter((one) => one !== undefined))];
}
