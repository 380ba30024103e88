import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Pack } from "#core/scheme/pack.ts";
import { parsePack } from "#core/scheme/parse.ts";

const SHIPPED = join(import.meta.dirname, "..", "..", "core", "scheme", "packs");

/** The packs that come with the program and those in DATA_DIR/schemes; of one scheme the latter counts. A bad file is named. */
export function readPacks(dataDir: string): readonly Pack[] {
  const packs = [SHIPPED, join(dataDir, "schemes")].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((file) => file.endsWith(".json"))
          .sort()
          .map((file) => readPack(join(folder, file)))
      : [],
  );
  return [...new Map(packs.map((one) => [one.scheme, one])).values()];
}

function readPack(file: string): Pack {
  try {
    return parsePack(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Error(`scheme file not usable: ${file}: ${(error as Error).message}`, { cause: error });
  }
}
