import { encodeSerial } from "#core/label/serial.ts";

/** Codes drawn on this device: 60 bits each from the browser's own randomness, none twice. */
export function drawSerials(howMany: number): readonly string[] {
  const serials = new Set<string>();
  while (serials.size < howMany) serials.add(encodeSerial(crypto.getRandomValues(new Uint8Array(8))));
  return [...serials];
}
