/** JSON as it may be written; a mutant is text, because some faults are gone once the text is read. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Path = readonly (string | number)[];

export type MutantKind =
  | "dropped"
  | "unknown field"
  | "prototype field"
  | "named twice"
  | "named twice, the other first"
  | "other type"
  | "one more"
  | "one less"
  | "fraction"
  | "negative"
  | "huge"
  | "number spelled otherwise"
  | "minus nothing"
  | "emptied"
  | "too long"
  | "first letter otherwise"
  | "last letter otherwise"
  | "space at the end"
  | "lone surrogate"
  | "control character"
  | "bidi override"
  | "not NFC"
  | "other case"
  | "other base64"
  | "other time zone"
  | "a second later"
  | "reordered"
  | "item repeated"
  | "too many items"
  | "nested"
  | "cut off"
  | "bytes behind"
  | "bytes in front";
/** A valid JSON text with one change in one place. */
export type Mutant = { readonly kind: MutantKind; readonly at: string; readonly text: string };

const HOLE = "@here@";
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Every one-place change that we know of, at every place. */
export function* mutantsOf(json: Json): Generator<Mutant> {
  for (const { path, value, within } of placesIn(json, [])) {
    const at = path.join(".");
    const put = (kind: MutantKind, raw: string): Mutant => ({ kind, at, text: filled(json, path, raw) });
    if (within) yield { kind: "dropped", at, text: JSON.stringify(without(json, path)) };
    if (within === "object") {
      const [raw, name] = [JSON.stringify(value), JSON.stringify(path.at(-1))];
      yield put("named twice", `${raw},${name}:${raw}`);
      yield put("named twice, the other first", `"other",${name}:${raw}`);
    }
    for (const other of otherTypes(value)) yield put("other type", other);
    yield put("nested", `${"[".repeat(40)}${JSON.stringify(value)}${"]".repeat(40)}`);
    if (typeof value === "number") yield* numbers(value).map(([kind, raw]) => put(kind, raw));
    if (typeof value === "string") yield* strings(value).map(([kind, text]) => put(kind, quoted(text)));
    if (Array.isArray(value)) yield* lists(value).map(([kind, list]) => put(kind, JSON.stringify(list)));
    else if (typeof value === "object" && value !== null) yield* objects(value).map(([kind, raw]) => put(kind, raw));
  }
  const whole = JSON.stringify(json);
  for (const share of [0, 0.3, 0.7, 0.999])
    yield { kind: "cut off", at: "", text: whole.slice(0, Math.floor(whole.length * share)) };
  for (const tail of ["x", ",{}", "}", "\u0000"]) yield { kind: "bytes behind", at: "", text: whole + tail };
  yield { kind: "bytes in front", at: "", text: `\ufeff${whole}` };
}

type Place = { readonly path: Path; readonly value: Json; readonly within?: "object" | "list" };
function* placesIn(value: Json, path: Path, within?: Place["within"]): Generator<Place> {
  yield { path, value, ...(within && { within }) };
  if (isList(value)) for (const [n, item] of value.entries()) yield* placesIn(item, [...path, n], "list");
  else if (typeof value === "object" && value !== null)
    for (const [name, member] of Object.entries(value)) yield* placesIn(member, [...path, name], "object");
}
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The text with `raw` where the value at `path` stood. */
const filled = (json: Json, path: Path, raw: string): string =>
  JSON.stringify(changed(json, path, () => HOLE)).replace(JSON.stringify(HOLE), () => raw);

function changed(json: Json, [first, ...rest]: Path, change: (value: Json) => Json): Json {
  if (first === undefined) return change(json);
  if (isList(json)) return json.map((item, n) => (n === first ? changed(item, rest, change) : item));
  return Object.fromEntries(
    Object.entries(json as object).map(([name, member]) => [
      name,
      name === first ? changed(member, rest, change) : member,
    ]),
  );
}

function without(json: Json, path: Path): Json {
  const last = path.at(-1);
  return changed(json, path.slice(0, -1), (value) =>
    isList(value)
      ? value.filter((_, n) => n !== last)
      : Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== last)),
  );
}

/** Lone surrogates stay lone in the text. */
const quoted = (text: string): string => JSON.stringify(text);

const otherTypes = (value: Json): readonly string[] =>
  ["null", "true", "7", '"text"', "[]", "{}", `[${JSON.stringify(value)}]`].filter(
    (raw) => typeof JSON.parse(raw) !== typeof value || isList(JSON.parse(raw)) !== isList(value) || raw === "null",
  );

const numbers = (value: number): [MutantKind, string][] => [
  ["one more", String(value + 1)],
  ["one less", String(value - 1)],
  ["fraction", String(value + 0.5)],
  ["negative", String(-Math.abs(value) - 1)],
  ["huge", "1e300"],
  ["huge", "9007199254740993"],
  ["number spelled otherwise", `${value}.0`],
  ["number spelled otherwise", value.toExponential()],
  ["minus nothing", "-0"],
];

/** The next letter or digit of its kind. */
const next = (one: string): string =>
  /[zZ9]/.test(one) ? String.fromCharCode(one.charCodeAt(0) - 1) : String.fromCharCode(one.charCodeAt(0) + 1);

function strings(value: string): [MutantKind, string][] {
  const found: [MutantKind, string][] = [
    ["emptied", ""],
    ["too long", value + "x".repeat(400)],
    ["too long", value + "x".repeat(70_000)],
    ["first letter otherwise", value.replace(/[a-z0-9]/i, next)],
    ["last letter otherwise", value.replace(/[a-z0-9](?=[^a-z0-9]*$)/i, next)],
    ["space at the end", `${value} `],
    ["lone surrogate", `${value}\ud800`],
    ["control character", `${value}\u0000`],
    ["control character", `${value}\u0085`],
    ["bidi override", `\u202e${value}`],
    ["not NFC", `${value}e\u0301`],
    ["other case", value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase()],
  ];
  const spare = /^([A-Za-z0-9_+/-]{42}|[A-Za-z0-9_-]{85,86})([A-Za-z0-9_+/-])(=?)$/.exec(value);
  if (spare) found.push(["other base64", `${spare[1]}${BASE64[BASE64.indexOf(spare[2] ?? "") ^ 1] ?? "A"}${spare[3]}`]);
  const second = /^(.*:\d\d:[0-5])([0-8])(Z|[+-]\d\d:\d\d)$/.exec(value);
  if (second) found.push(["a second later", `${second[1]}${Number(second[2]) + 1}${second[3]}`]);
  const zone = /^(\d{4}-\d\d-\d\dT)(\d\d)(:\d\d:\d\d)(\+08:00)$/.exec(value);
  if (zone)
    found.push(["other time zone", `${zone[1]}${String((Number(zone[2]) + 1) % 24).padStart(2, "0")}${zone[3]}+09:00`]);
  return found.filter(([, text]) => text !== value);
}

function lists(value: readonly Json[]): [MutantKind, readonly Json[]][] {
  const [first] = value;
  const found: [MutantKind, readonly Json[]][] = [["too many items", Array.from({ length: 600 }, () => first ?? 1)]];
  if (first !== undefined) found.push(["item repeated", [...value, first]]);
  const reversed = [...value].reverse();
  if (JSON.stringify(reversed) !== JSON.stringify(value)) found.push(["reordered", reversed]);
  return found;
}

function objects(value: object): [MutantKind, string][] {
  const inner = JSON.stringify(value).slice(1, -1);
  const also = inner === "" ? "" : ",";
  return [
    ["unknown field", `{${inner}${also}"note":"x"}`],
    ["prototype field", `{"__proto__":{"note":"x"}${also}${inner}}`],
    ["prototype field", `{${inner}${also}"constructor":{"prototype":{"note":"x"}}}`],
    ["prototype field", `{${inner}${also}"toString":"x"}`],
  ];
}
