import { Refusal } from "#core/refusal.ts";

const MOST_DEPTH = 32;

/** Deeply nested JSON costs more to walk than it can mean. */
export function refuseDeep(value: unknown): void {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_DEPTH)
      throw new Refusal("field-invalid", { path: "body", problem: `nested deeper than ${MOST_DEPTH}` });
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
}
