import { randomBytes } from "node:crypto";
import { proofIn } from "#backend/labels/label-tree.ts";
import { encodeSerial } from "#core/label/serial.ts";
import { labelLeaf, verifyLabel } from "#core/label/tree.ts";
import { labelPath as pathOf } from "#core/label/url.ts";
import { leafHash } from "#core/log/tree.ts";
import { labelsCsv } from "#core/print/csv.ts";
import { hideCodes, mint } from "#core/work/labels.ts";
import { sha256 } from "../author.ts";
import { machine } from "./machine.ts";

const LABELS = 100_000;
const BATCH = "bench-1";

/** Codes drawn, the act made, every label's proof made and checked, and all of it written out for a print shop; with hidden codes and without. */
export function benchLabels(labels: number) {
  const timed = <T>(work: () => T): [T, number] => {
    const began = performance.now();
    const made = work();
    return [made, Number(((performance.now() - began) / 1000).toFixed(2))];
  };
  const cpu = process.cpuUsage();
  const draw = () => Array.from({ length: labels }, () => encodeSerial(new Uint8Array(randomBytes(8))));
  const [serials, drawSeconds] = timed(draw);
  const [act, mintSeconds] = timed(() => mint(sha256, { batch: BATCH, serials, unitGrams: 50 }));
  const root = String(act.message.labelRoot).slice(2);
  let longest = 0;
  const [, proveSeconds] = timed(() => {
    const leaves = serials.map((serial) => leafHash(sha256, labelLeaf(BATCH, serial)));
    for (const [index, serial] of serials.entries()) {
      const proof = proofIn(root, () => leaves, index);
      longest = Math.max(longest, proof.length);
      verifyLabel(sha256, { batch: BATCH, serial, index, count: labels, proof, root: Buffer.from(root, "hex") });
    }
  });
  const words = { name: "示例", net: "50 g", origin: "示例", producer: "示例", madeOn: "2026-01-01", grade: "示例" };
  const [csv, exportSeconds] = timed(() =>
    labelsCsv(
      serials.map((serial) => ({
        ...words,
        ...{ bestBefore: "2027-01-01", batch: BATCH, serial, domain: "id.example", sample: true },
        url: `https://id.example${pathOf({ product: "tea", batch: BATCH, serial })}`,
      })),
    ),
  );
  const { user, system } = process.cpuUsage(cpu);
  const [codes, drawHiddenSeconds] = timed(draw);
  const [sheet, hideSeconds] = timed(() =>
    hideCodes(sha256, { batch: BATCH, serials, codes, key: new Uint8Array(randomBytes(32)) }),
  );
  const seconds = drawSeconds + mintSeconds + proveSeconds + exportSeconds;
  return {
    machine: machine(),
    labels,
    different: new Set(serials).size,
    seconds: Number(seconds.toFixed(2)),
    /** Less than `seconds` by what else the machine did meanwhile. */
    cpuSeconds: Number(((user + system) / 1e6).toFixed(2)),
    steps: { drawSeconds, mintSeconds, proveSeconds, exportSeconds },
    hidden: { seconds: Number((drawHiddenSeconds + hideSeconds).toFixed(2)), rootBytes: sheet.root.length / 2 },
    proofHashes: longest,
    csvBytes: Buffer.byteLength(csv),
  };
}

export const bench = async () => benchLabels(LABELS);
