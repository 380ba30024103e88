import { createHmac, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { base64url } from "#core/bytes.ts";

/** Makes tokens of networks. */
export type Tokens = (code: string, address: string, now: number) => string;

const DAY_SECONDS = 86_400;
const BEIJING_SECONDS = 8 * 3600;
const SALT_BYTES = 32;
const TOKEN_BYTES = 6;

/**
 * Tokens that are the same for one code, one network and one day (Beijing time), and mean nothing otherwise: the salt lives in
 * memory for its day only, so that afterwards nobody can make a token of an address any more, or tell two codes' scans together.
 */
export function tokens(): Tokens {
  let day = -1;
  let salt: Uint8Array = new Uint8Array();
  return (code, address, now) => {
    const today = Math.floor((now + BEIJING_SECONDS) / DAY_SECONDS);
    if (today !== day) {
      day = today;
      salt = randomBytes(SALT_BYTES);
    }
    const whole = createHmac("sha256", salt)
      .update(`${code}\n${networkOf(address)}`)
      .digest();
    return base64url(whole.subarray(0, TOKEN_BYTES));
  };
}

/** The network that an address is in: the first 24 bits of IPv4, the first 48 of IPv6. The rest goes no further. */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIP(plain) === 4) return plain.split(".").slice(0, 3).join(".");
  if (isIP(plain) !== 6) return "none";
  const [left = "", right] = plain.split("::");
  const groups = (text: string): string[] => (text === "" ? [] : text.split(":"));
  const [head, tail] = [groups(left), groups(right ?? "")];
  const zeros = right === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  return [...head, ...Array.from({ length: zeros }, () => "0"), ...tail]
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
