const DAY = 86_400_000;

/** The sample's days count back from the day it is loaded, so that the story is always recent; China keeps one time zone. */
export function calendarOf(now: Date) {
  const day = (back: number): string => new Date(now.getTime() + 8 * 3_600_000 - back * DAY).toISOString().slice(0, 10);
  return {
    day,
    at: (back: number, clock: string): string => `${day(back)}T${clock}:00+08:00`,
    season: Number(day(0).slice(0, 4)),
    /** Batch numbers as people write them: yymmdd-nn. */
    number: (back: number, n: number): string =>
      `${day(back).slice(2).replaceAll("-", "")}-${String(n).padStart(2, "0")}`,
  };
}
export type Calendar = ReturnType<typeof calendarOf>;
