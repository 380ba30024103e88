import { earlyHarvests } from "../../rules/early.ts";
import type { Dossier } from "../dossier.ts";
import { listed, met, missing, type Outcome, unmet } from "../outcome.ts";
import { dayOf, type Field } from "./field.ts";

const unpicked = (): Outcome => missing({}, { record: "harvest", by: "grower", facts: {} });
const picked = (fields: readonly Field[]) => fields.flatMap(({ harvests }) => harvests);

/** 安全间隔期: no harvest inside an interval, known or not, unless a named person who may has answered for it. */
export function interval({ recorded, batches, batch }: Dossier, fields: readonly Field[]): Outcome {
  if (picked(fields).length === 0) return unpicked();
  const early = earlyHarvests(recorded, batches);
  const open = early.filter(({ released }) => !released);
  if (open.length > 0) {
    const facts = {
      batch: listed(open.map((one) => one.batch)) || batch,
      found: listed(open.map(({ plot, harvestedOn }) => `${plot} ${harvestedOn}`)),
      products: listed(
        open.flatMap(({ sprayed }) => sprayed.map(({ statement }) => statement["liangji:application"].product)),
      ),
    };
    return missing(facts, { record: "resolution", by: "operator", facts });
  }
  return met({
    applications: fields.reduce((sum, { applications }) => sum + applications.length, 0),
    ...(early.length > 0 && { resolved: listed(early.map(({ released }) => released?.statement.person ?? "")) }),
  });
}

export function harvestMonths(fields: readonly Field[], months: readonly number[]): Outcome {
  const days = picked(fields).map(({ eventTime }) => dayOf(eventTime));
  if (days.length === 0) return unpicked();
  const outside = days.filter((day) => !months.includes(Number(day.slice(5, 7))));
  return outside.length > 0 ? unmet({ found: listed(outside) }) : met({ first: days.sort()[0] ?? "" });
}

export function leaf(fields: readonly Field[], oneOf: readonly string[]): Outcome {
  const standards = picked(fields).map(({ ilmd }) => ilmd["liangji:leafStandard"]);
  if (standards.length === 0) return unpicked();
  const other = standards.filter((one) => !oneOf.includes(one));
  return other.length > 0 ? unmet({ found: listed(other) }) : met({ found: listed(standards) });
}
