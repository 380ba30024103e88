import { type ActName, acts, type Field, isActName } from "#core/act/acts.ts";
import { Refusal } from "#core/refusal.ts";
import { text } from "#core/statement/fields.ts";

export type SignedAct = {
  readonly contract: string;
  readonly act: string;
  readonly message: Readonly<Record<string, unknown>>;
  readonly signature: string;
};
/** The act's values in the struct's order, ready for the ABI. */
export type EncodableAct = { readonly name: ActName; readonly values: readonly unknown[] };

/** JSON → the act's struct: every field, no other, each in its own form. */
export function parseAct({ contract, act, message }: SignedAct): EncodableAct {
  if (!isActName(act)) throw new Refusal("act-unknown", { act });
  const spec = acts[act];
  if (spec.contract !== contract) throw new Refusal("act-unknown", { act: `${contract}.${act}` });
  const fields: readonly Field[] = spec.fields;
  const unknown = Object.keys(message).find((name) => !fields.some((field) => field.name === name));
  if (unknown !== undefined) throw invalid(unknown.slice(0, 48), "unknown");
  return { name: act, values: fields.map(({ name, type }) => fieldOf(name, type, message[name])) };
}

function fieldOf(path: string, type: string, value: unknown): unknown {
  if (type.endsWith("[]")) {
    if (!Array.isArray(value) || value.length > 256) throw invalid(path, "list of at most 256 expected");
    return value.map((one, at) => fieldOf(`${path}.${at}`, type.slice(0, -2), one));
  }
  if (type === "bool" && typeof value === "boolean") return value;
  if (type === "string" && text.safeParse(value).success) return value;
  if (type === "bytes32" && typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value)) return value;
  if (type === "bytes" && typeof value === "string" && /^0x([0-9a-f]{2}){0,1024}$/.test(value)) return value;
  if (type.startsWith("uint")) return unsigned(path, Number(type.slice(4)), value);
  throw invalid(path, `${type} expected`);
}

function unsigned(path: string, bits: number, value: unknown): bigint {
  const decimal = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof decimal !== "string" || !/^(0|[1-9]\d{0,77})$/.test(decimal) || BigInt(decimal) >= 1n << BigInt(bits))
    throw invalid(path, `uint${bits} expected`);
  return BigInt(decimal);
}

const invalid = (path: string, problem: string): Refusal =>
  new Refusal("field-invalid", { path: `message.${path}`, problem });
