const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** Multibase (W3C Controlled Identifiers §2.4): "z" and base58btc, each leading zero byte as a "1". */
export function multibase58(bytes: Uint8Array): string {
  let digits = "";
  for (let rest = bytes.reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n); rest > 0n; rest /= 58n)
    digits = (BASE58[Number(rest % 58n)] ?? "") + digits;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return `z${"1".repeat(zeros < 0 ? bytes.length : zeros)}${digits}`;
}

/** An Ed25519 public key as a Multikey: multicodec 0xed01 and its 32 bytes. */
export const multikey = (publicKey: Uint8Array): string => multibase58(Uint8Array.of(0xed, 0x01, ...publicKey));
