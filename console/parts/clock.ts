const two = (value: number): string => String(value).padStart(2, "0");

/** The device's own clock with its offset: `2026-03-18T07:40:00+08:00`. Seconds are dropped: people mean minutes. */
export function localTime(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const sign = minutes < 0 ? "-" : "+";
  const offset = `${sign}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return `${localDate(date)}T${two(date.getHours())}:${two(date.getMinutes())}:00${offset}`;
}
export const localDate = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
/** What a `datetime-local` field holds, and back. */
export const fieldOf = (time: string): string => time.slice(0, 16);
export const timeOfField = (field: string): string => localTime(new Date(field));
/** `2026-03-18 07:40`, the author's clock. */
export const shownTime = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)}`;
export const shownSeconds = (seconds: number): string => shownTime(localTime(new Date(seconds * 1000)));
export const monthDay = (date: string): string => date.slice(5);

/** A calendar date some days later, counted without time zones. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
export const addMonths = (date: string, months: number): string => {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
};
export const addMinutes = (time: string, minutes: number): string =>
  localTime(new Date(Date.parse(time) + minutes * 60_000));
/** Seconds of a whole day in China, its first and its last. */
export const firstSecond = (date: string): number => Date.parse(`${date}T00:00:00+08:00`) / 1000;
export const lastSecond = (date: string): number => Date.parse(`${date}T23:59:59+08:00`) / 1000;
