/**
 * As much of zod/mini as core's schemas use, in a tenth of its size: the build puts it in zod's place (vite.config.ts), so that the first
 * verdict stays small on a slow phone. Warning: it must accept and refuse what zod does; test/verifier/small-zod.test.ts holds it to that,
 * and the build refuses a schema that needs anything not here.
 */
type Path = readonly (string | number)[];
type Outcome = { readonly value: unknown } | { readonly path: Path };
type Check = (value: never) => boolean;
type Schema = {
  readonly read: (value: unknown) => Outcome;
  readonly check: (...checks: readonly Check[]) => Schema;
  readonly safeParse: (
    value: unknown,
  ) => { success: true; data: unknown } | { success: false; error: { issues: readonly { path: Path }[] } };
  readonly isOptional?: true;
  readonly shape?: Shape;
  readonly literalValue?: unknown;
};
type Shape = Readonly<Record<string, Schema>>;

const wrong: Outcome = { path: [] };
const under = (key: string | number, { path }: { path: Path }): Outcome => ({ path: [key, ...path] });

function schema(read: Schema["read"], more: Partial<Schema> = {}): Schema {
  return {
    ...more,
    read,
    check: (...checks) =>
      schema((value) => {
        const outcome = read(value);
        return "path" in outcome || checks.every((holds) => holds(outcome.value as never)) ? outcome : wrong;
      }, more),
    safeParse: (value) => {
      const outcome = read(value);
      return "path" in outcome
        ? { success: false, error: { issues: [{ path: outcome.path }] } }
        : { success: true, data: outcome.value };
    },
  };
}
const when = (holds: (value: unknown) => boolean): Schema => schema((value) => (holds(value) ? { value } : wrong));

export const unknown = (): Schema => when(() => true);
export const string = (): Schema => when((value) => typeof value === "string");
export const boolean = (): Schema => when((value) => typeof value === "boolean");
export const int = (): Schema => when(Number.isSafeInteger);
export const literal = (expected: unknown): Schema =>
  schema((value) => (value === expected ? { value } : wrong), { literalValue: expected });
const oneOf = (values: readonly string[]): Schema => when((value) => values.includes(value as string));

export { oneOf as enum };

export const minimum =
  (least: number) =>
  (value: number): boolean =>
    value >= least;
export const maximum =
  (most: number) =>
  (value: number): boolean =>
    value <= most;
export const minLength =
  (least: number) =>
  (value: { length: number }): boolean =>
    value.length >= least;
export const maxLength =
  (most: number) =>
  (value: { length: number }): boolean =>
    value.length <= most;
export const regex =
  (pattern: RegExp) =>
  (value: string): boolean =>
    pattern.test(value);

export const refine =
  (holds: (value: never) => boolean, _said: string) =>
  (value: never): boolean =>
    holds(value);

export const optional = (inner: Schema): Schema =>
  schema((value) => (value === undefined ? { value } : inner.read(value)), { isOptional: true });

export const array = (item: Schema): Schema =>
  schema((value) => (Array.isArray(value) ? readAll(value, () => item) : wrong));
export const tuple = (items: readonly Schema[]): Schema =>
  schema((value) =>
    Array.isArray(value) && value.length === items.length ? readAll(value, (at) => items[at] as Schema) : wrong,
  );

function readAll(values: readonly unknown[], schemaAt: (at: number) => Schema): Outcome {
  const read: unknown[] = [];
  for (const [at, value] of values.entries()) {
    const outcome = schemaAt(at).read(value);
    if ("path" in outcome) return under(at, outcome);
    read.push(outcome.value);
  }
  return { value: read };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function strictObject(shape: Shape): Schema {
  return schema(
    (value) => {
      if (!isRecord(value)) return wrong;
      const read: Record<string, unknown> = {};
      for (const [key, inner] of Object.entries(shape)) {
        if (!Object.hasOwn(value, key) && inner.isOptional) continue;
        const outcome = inner.read(Object.hasOwn(value, key) ? value[key] : undefined);
        if ("path" in outcome) return under(key, outcome);
        read[key] = outcome.value;
      }
      return Object.keys(value).every((key) => Object.hasOwn(shape, key)) ? { value: read } : wrong;
    },
    { shape },
  );
}
export const extend = (base: Schema, more: Shape): Schema => strictObject({ ...base.shape, ...more });

export const record = (keys: Schema, values: Schema): Schema =>
  schema((value) => {
    if (!isRecord(value)) return wrong;
    const read: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      if (key === "__proto__") continue; // as zod does
      const outcome = "path" in keys.read(key) ? wrong : values.read(value[key]);
      if ("path" in outcome) return under(key, outcome);
      read[key] = outcome.value;
    }
    return { value: read };
  });

export const union = (options: readonly Schema[]): Schema =>
  schema((value) => {
    for (const option of options) {
      const outcome = option.read(value);
      if (!("path" in outcome)) return outcome;
    }
    return wrong;
  });
export const discriminatedUnion = (key: string, options: readonly Schema[]): Schema =>
  schema((value) => {
    const option = isRecord(value) ? options.find(({ shape }) => shape?.[key]?.literalValue === value[key]) : undefined;
    return option?.read(value) ?? wrong;
  });
