import { encodeSerial } from "#core/label/serial.ts";

export const benchLabel = { product: "bench-tea", batch: "bench-pack" } as const;

/** The n-th code of the bench: spread over the whole range, the same in every process. */
export function benchSerial(n: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(Math.imul(n + 1, 0x9e3779b1) >>> 0, 0);
  bytes.writeUInt32BE(n, 4);
  return encodeSerial(bytes);
}
