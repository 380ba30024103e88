/** A JSON-RPC quantity (0x-prefixed, no leading zero) as a safe integer; throws on anything else. */
export function numberAt(quantity: unknown): number {
  if (typeof quantity !== "string" || !/^0x(0|[1-9a-f][0-9a-f]{0,12})$/.test(quantity))
    throw new Error("not a quantity");
  const value = Number(quantity);
  if (!Number.isSafeInteger(value)) throw new Error("not a safe quantity");
  return value;
}

/** A 32-byte value as hex without 0x. */
export function hashAt(value: unknown): string {
  if (typeof value !== "string" || !/^0x[0-9a-f]{64}$/.test(value)) throw new Error("not a hash");
  return value.slice(2);
}
