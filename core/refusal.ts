import { type RefusalCode, refusals } from "./refusals.ts";

export type Facts = Record<string, string | number>;

/** What the system says no with: a stable code, and the facts that differ from one case to the next. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly facts: Facts;
  constructor(code: RefusalCode, facts: Facts = {}) {
    const words = Object.entries(facts).map(([name, value]) => `${name}=${String(value).slice(0, 120)}`);
    super([code, ...words].join(" "));
    this.name = "Refusal";
    this.code = code;
    this.facts = facts;
  }
}

export const statusOfRefusal = (code: RefusalCode): number => refusals[code].status;

/** The sentence for a person, facts put in place of {name}. A fact that is missing leaves "—". */
export function sentence(code: RefusalCode, facts: Facts, language: "zh" | "en"): string {
  return refusals[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? "—"));
}
