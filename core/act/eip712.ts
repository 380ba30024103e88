import { keccak_256 } from "@noble/hashes/sha3.js";
import { concat, fromHex, utf8 } from "../bytes.ts";

type Field = { readonly name: string; readonly type: string };
type Domain = {
  readonly name: string;
  readonly version: string;
  readonly chainId: number;
  readonly verifyingContract: string;
};
type Value = string | number | boolean | readonly string[] | readonly number[];

const DOMAIN: readonly Field[] = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
];
const typeHash = (name: string, fields: readonly Field[]): Uint8Array =>
  keccak_256(utf8(`${name}(${fields.map((field) => `${field.type} ${field.name}`).join(",")})`));

/** EIP-712 hash of a flat struct (no nested structs): keccak256(0x1901 ‖ domain ‖ struct). Bytes values are 0x-prefixed hex. */
export function typedDataHash(
  domain: Domain,
  { primaryType, fields }: { primaryType: string; fields: readonly Field[] },
  message: Readonly<Record<string, Value>>,
): Uint8Array {
  return keccak_256(
    concat(
      Uint8Array.of(0x19, 0x01),
      structHash("EIP712Domain", DOMAIN, domain),
      structHash(primaryType, fields, message),
    ),
  );
}

const structHash = (name: string, fields: readonly Field[], message: Readonly<Record<string, Value>>): Uint8Array =>
  keccak_256(concat(typeHash(name, fields), ...fields.map(({ name, type }) => word(type, message[name]))));

function word(type: string, value: Value | undefined): Uint8Array {
  if (type.endsWith("[]"))
    return keccak_256(concat(...(value as readonly (string | number)[]).map((item) => word(type.slice(0, -2), item))));
  if (type === "string") return keccak_256(utf8(value as string));
  if (type === "bytes") return keccak_256(bytesOf(value));
  if (type === "bool") return uint(value === true ? 1 : 0, 8);
  if (type === "bytes32") return sized(bytesOf(value), 32);
  if (type === "address") return concat(new Uint8Array(12), sized(bytesOf(value), 20));
  const [, bits] = /^uint(\d+)$/.exec(type) ?? [];
  if (!bits) throw new TypeError(`no EIP-712 encoding for ${type}`);
  return uint(value as string | number, Number(bits));
}

const bytesOf = (value: Value | undefined): Uint8Array => {
  if (typeof value !== "string" || !value.startsWith("0x")) throw new TypeError("bytes must be 0x-prefixed hex");
  return fromHex(value.slice(2).toLowerCase());
};
function sized(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new RangeError(`${length} bytes expected, ${bytes.length} given`);
  return bytes;
}
function uint(value: string | number, bits: number): Uint8Array {
  if (typeof value === "number" ? !Number.isSafeInteger(value) : !/^(0|[1-9]\d*)$/.test(value))
    throw new TypeError("not a whole number in its one spelling");
  const number = BigInt(value);
  if (number < 0n || number >> BigInt(bits) !== 0n) throw new RangeError(`does not fit ${bits} bits`);
  return fromHex(number.toString(16).padStart(64, "0"));
}
