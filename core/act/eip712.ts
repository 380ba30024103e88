import { keccak_256 } from "@noble/hashes/sha3.js";
import { concat, fromHex, utf8 } from "../bytes.ts";
import { Refusal } from "../refusal.ts";

type Field = { readonly name: string; readonly type: string };
type Struct = { readonly primaryType: string; readonly fields: readonly Field[] };
type Message = Readonly<Record<string, unknown>>;
type Domain = {
  readonly name: string;
  readonly version: string;
  readonly chainId: number;
  readonly verifyingContract: string;
};

const DOMAIN: Struct = {
  primaryType: "EIP712Domain",
  fields: [
    { name: "name", type: "string" },
    { name: "version", type: "string" },
    { name: "chainId", type: "uint256" },
    { name: "verifyingContract", type: "address" },
  ],
};

/**
 * EIP-712 hash of a flat struct: keccak256(0x1901 ‖ domain ‖ struct). Bytes are 0x-prefixed hex, whole numbers a number
 * or decimal text. A value that is not its field's refuses with `field-invalid`; members that are no field are ignored.
 */
export const typedDataHash = (domain: Domain, struct: Struct, message: Message): Uint8Array =>
  keccak_256(concat(Uint8Array.of(0x19, 0x01), structHash(DOMAIN, domain), structHash(struct, message)));

function structHash({ primaryType, fields }: Struct, message: Message): Uint8Array {
  const type = `${primaryType}(${fields.map((field) => `${field.type} ${field.name}`).join(",")})`;
  return keccak_256(concat(keccak_256(utf8(type)), ...fields.map((field) => word(field, message[field.name]))));
}

/** EIP-712 encodeData: 32 bytes for each value, hashed where it is longer. */
function word({ name, type }: Field, value: unknown): Uint8Array {
  const refuse = (problem: string) => new Refusal("field-invalid", { path: name, problem });
  if (type.endsWith("[]")) {
    if (!Array.isArray(value)) throw refuse("not a list");
    const item = { name, type: type.slice(0, -2) };
    return keccak_256(concat(...Array.from(value, (one) => word(item, one))));
  }
  if (type === "bool") {
    if (typeof value !== "boolean") throw refuse("neither true nor false");
    return uint(value ? 1n : 0n);
  }
  const bits = Number(/^uint(8|16|32|64|128|256)$/.exec(type)?.[1]);
  if (bits) {
    if (typeof value === "number" ? !Number.isSafeInteger(value) : !isDecimal(value))
      throw refuse("not a whole number");
    const number = BigInt(value as string | number);
    if (number < 0n || number >> BigInt(bits) !== 0n) throw refuse(`not within ${bits} bits`);
    return uint(number);
  }
  if (typeof value !== "string") throw refuse("not text");
  if (type === "string") return keccak_256(utf8(value));
  if (!/^0x([0-9a-fA-F]{2})*$/.test(value)) throw refuse("not 0x and hexadecimal digits");
  const bytes = fromHex(value.slice(2).toLowerCase());
  if (type === "bytes") return keccak_256(bytes);
  const length = type === "bytes32" ? 32 : type === "address" ? 20 : undefined;
  if (!length) throw new TypeError(`no EIP-712 encoding for ${type}`);
  if (bytes.length !== length) throw refuse(`not ${length} bytes`);
  return concat(new Uint8Array(32 - length), bytes);
}

const isDecimal = (value: unknown): value is string => typeof value === "string" && /^(0|[1-9]\d{0,77})$/.test(value);
const uint = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(64, "0"));
