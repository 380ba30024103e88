import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTerms } from "#core/recognition/parse.ts";
import type { RecognitionTermsFields } from "#core/statement/recognition.ts";

const SHIPPED = join(import.meta.dirname, "..", "..", "core", "recognition", "terms");

/** Terms that an accreditor can take over and sign: those that come with the program and those in DATA_DIR/recognitions. A bad file is named. */
export function readTemplates(dataDir: string): readonly RecognitionTermsFields[] {
  const all = [SHIPPED, join(dataDir, "recognitions")].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((file) => file.endsWith(".json"))
          .sort()
          .map((file) => readTemplate(join(folder, file)))
      : [],
  );
  return [...new Map(all.map((one) => [one.recognition, one])).values()];
}

function readTemplate(file: string): RecognitionTermsFields {
  try {
    return parseTerms(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Error(`recognition terms not usable: ${file}: ${(error as Error).message}`, { cause: error });
  }
}
