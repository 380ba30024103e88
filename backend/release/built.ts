import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { VerifierReleased } from "#core/statement/release.ts";

const ONE_FILE = "liangji-verifier.html";
export const hashOf = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** What a release of the built page says: every file of it, by path; undefined where it was not built. */
export async function builtPage(dir: string): Promise<Pick<VerifierReleased, "verifierHash" | "files"> | undefined> {
  if (!existsSync(join(dir, ONE_FILE))) return undefined;
  const found = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = found.filter((one) => one.isFile()).map((one) => relative(dir, join(one.parentPath, one.name)));
  const files = await Promise.all(
    paths.map(async (path) => ({
      path: path.split(sep).join("/"),
      sha256: hashOf(await readFile(join(dir, path))),
    })),
  );
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { verifierHash: files.find(({ path }) => path === ONE_FILE)?.sha256 ?? "", files };
}
