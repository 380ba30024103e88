import { utf8 } from "#core/bytes.ts";
import { encodeSerial } from "#core/label/serial.ts";
import { sha256 } from "../author.ts";

/** Codes of the sample: from a fixed seed, so that a resumed load prints the same labels. Real ones come from the packer's browser. */
export const sampleSerials = (batch: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) =>
    encodeSerial(sha256(utf8(`liangji-sample-serial/v1\n${batch}\n${n}`)).subarray(0, 8)),
  );
