/** RFC 3339 text (already checked by the schema) to whole seconds since 1970; days are counted, so no clock or Date is needed. */
export function utcSeconds(time: string): number {
  const [, year, month, day, hour, minute, second, zone] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(.+)$/.exec(time) ?? [];
  const days = daysBetween(Number(year), Number(month), Number(day));
  const offset =
    zone === "Z" || zone === undefined
      ? 0
      : (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(4, 6)) * 60);
  return days * 86_400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
}

/** Days since 1970-01-01 of a civil date (proleptic Gregorian; H. Hinnant, days_from_civil). */
function daysBetween(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Whole days from one calendar date (YYYY-MM-DD) to another. */
export const daysFromTo = (from: string, to: string): number =>
  Math.round((utcSeconds(`${to}T00:00:00Z`) - utcSeconds(`${from}T00:00:00Z`)) / 86_400);
