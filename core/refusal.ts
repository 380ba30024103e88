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

/** The sentence for a person, facts put in place of {name}; {name:mass} is grams, said as people weigh. A fact that is missing leaves "—". Chinese stands beside Chinese without a space. */
export function sentence(code: RefusalCode, facts: Facts, language: "zh" | "en"): string {
  const said = refusals[code][language].replace(/\{(\w+)(:mass)?\}/g, (_, name: string, mass?: string) => {
    const fact = facts[name] ?? "—";
    return mass && fact !== "—" ? spokenMass(Number(fact)) : String(fact);
  });
  return said.replace(/(\p{sc=Han}) (?=\p{sc=Han})/gu, "$1");
}

/** Whole grams: below a kilogram in g, from there in kg without losing a gram. */
function spokenMass(grams: number): string {
  if (Math.abs(grams) < 1000) return `${grams} g`;
  const [kg, rest] = [Math.trunc(grams / 1000), Math.abs(grams % 1000)];
  const decimals = rest === 0 ? "" : `.${String(rest).padStart(3, "0").replace(/0+$/, "")}`;
  return `${String(kg).replace(/\B(?=(\d{3})+$)/g, ",")}${decimals} kg`;
}
