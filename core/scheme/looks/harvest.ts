import { opensOn } from "../../ledger/interval.ts";
import { listed, met, missing, type Outcome, unmet } from "../outcome.ts";
import { dayOf, type Field } from "./field.ts";

const unpicked = (): Outcome => missing({}, { record: "harvest", by: "grower", facts: {} });
const picked = (fields: readonly Field[]) => fields.flatMap(({ harvests }) => harvests);

/** 安全间隔期: no harvest before the latest opening; an application without an interval leaves it to a named person. */
export function interval(fields: readonly Field[]): Outcome {
  const all = fields.flatMap(({ plot, harvests, applications }) =>
    applications.flatMap((application) =>
      harvests.map((harvest) => ({ plot, application, day: dayOf(harvest.eventTime) })),
    ),
  );
  if (picked(fields).length === 0) return unpicked();
  const early = all.filter(
    ({ application, day }) => application["liangji:application"].stoppedOn <= day && day < opensOn(application).opensOn,
  );
  if (early.length > 0)
    return unmet({
      found: listed(early.map(({ plot, application, day }) => `${plot}: ${day} < ${opensOn(application).opensOn}`)),
    });
  const unknown = all.filter(({ application }) => application["liangji:application"].intervalDays === undefined);
  if (unknown.length > 0) {
    const products = listed(unknown.map(({ application }) => application["liangji:application"].product));
    return missing({ products }, { record: "decision", by: "operator", facts: { products } });
  }
  return met({ applications: fields.reduce((sum, { applications }) => sum + applications.length, 0) });
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
