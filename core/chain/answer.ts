/** A JSON-RPC quantity (0x-prefixed, no leading zero) below 2^52; throws on anything else. */
export function numberAt(quantity: unknown): number {
  if (typeof quantity !== "string" || !/^0x(0|[1-9a-f][0-9a-f]{0,12})$/.test(quantity))
    throw new Error("not a quantity");
  return Number(quantity);
}

/** A 32-byte value as hex without 0x. */
export function hashAt(value: unknown): string {
  if (typeof value !== "string" || !/^0x[0-9a-f]{64}$/.test(value)) throw new Error("not a hash");
  return value.slice(2);
}
