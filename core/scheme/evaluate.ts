import type { Dossier } from "./dossier.ts";
import { type Field, fieldsOf } from "./looks/field.ts";
import { harvestMonths, interval, leaf } from "./looks/harvest.ts";
import { applicationsRecorded, inputs, limits, panel, result } from "./looks/input.ts";
import { density, towns, variety } from "./looks/land.ts";
import { steps } from "./looks/making.ts";
import { certificate } from "./looks/paper.ts";
import type { Mend, Outcome } from "./outcome.ts";
import type { Look, Pack, Requirement } from "./pack.ts";

export type Answer = { readonly requirement: Requirement; readonly outcome: Outcome };
/** passes: every hard requirement is met. fails: one is shown to be otherwise. open: the rest is missing or a person's to decide. */
export type Evaluation = {
  readonly scheme: string;
  readonly version: string;
  readonly name: Pack["name"];
  readonly verdict: "passes" | "fails" | "open";
  readonly answers: readonly Answer[];
  /** What would have to be recorded, in the order of the requirements. */
  readonly mends: readonly Mend[];
};

/** One batch against every scheme, in one call. Pure: everything it needs is in the dossier and the packs. */
export function evaluate(dossier: Dossier, packs: readonly Pack[]): readonly Evaluation[] {
  const fields = fieldsOf(dossier);
  return packs.map(({ scheme, version, name, requirements }) => {
    const answers = requirements.map((requirement) => ({
      requirement,
      outcome: outcomeOf(requirement.ask, dossier, fields),
    }));
    const hard = answers
      .filter(({ requirement }) => requirement.weight === "hard")
      .map(({ outcome }) => outcome.status);
    return {
      scheme,
      version,
      name,
      verdict: hard.includes("unmet") ? "fails" : hard.every((status) => status === "met") ? "passes" : "open",
      answers,
      mends: answers.flatMap(({ outcome }) => (outcome.status === "missing" ? [outcome.mend] : [])),
    };
  });
}

function outcomeOf(ask: Look, dossier: Dossier, fields: readonly Field[]): Outcome {
  switch (ask.look) {
    case "interval":
      return interval(dossier, fields);
    case "applications-recorded":
      return applicationsRecorded(fields);
    case "panel":
      return panel(dossier, fields);
    case "limits":
      return limits(dossier);
    case "result":
      return result(dossier, ask.analyte, ask.least, ask.most);
    case "variety":
      return variety(fields, ask.oneOf);
    case "density":
      return density(fields, ask.below);
    case "harvest-months":
      return harvestMonths(fields, ask.months);
    case "leaf":
      return leaf(fields, ask.oneOf);
    case "steps":
      return steps(dossier, ask.inOrder);
    case "towns":
      return towns(fields, ask.oneOf);
    case "inputs":
      return inputs(fields, ask.only);
    case "certificate":
      return certificate(dossier, ask.schemes, ask.conversion);
    case "person":
      return { status: "person", facts: {} };
  }
}
