import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { inflateSync } from "node:zlib";
import { sfntOf } from "#core/print/sfnt.ts";
import { type ExhibitJob, exhibitPdf } from "./pdf.ts";

const font = async (weight: number): Promise<Uint8Array> => {
  const file = `@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff`;
  const woff = await readFile(fileURLToPath(import.meta.resolve(file)));
  return sfntOf(new Uint8Array(woff), (bytes) => new Uint8Array(inflateSync(bytes)));
};

/** Sets one exhibit and ends: fonts and pages are nothing that the service's own thread should wait for, or keep. */
const [regular, bold] = await Promise.all([font(400), font(700)]);
parentPort?.postMessage(await exhibitPdf(workerData as ExhibitJob, { regular, bold }));
