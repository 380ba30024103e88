/** RFC 3339 text (already checked by the schema) to whole seconds since 1970. It asks no clock: ECMA-262 §21.4.1.32 fixes what this form means. */
export const utcSeconds = (time: string): number => Math.floor(Date.parse(time) / 1000);

/** Whole days from one calendar date (YYYY-MM-DD) to another. */
export const daysFromTo = (from: string, to: string): number => (utcSeconds(to) - utcSeconds(from)) / 86_400;
