import { date, dateTime, decimal, number } from "../format.ts";

export const monthTime = (seconds: number): string => dateTime(seconds).slice(5);
export const year = (seconds: number): string => date(seconds).slice(0, 4);
/** Never rounded: grams are shown to the gram. */
export const kilograms = (grams: number): string =>
  `${decimal(grams / 1000, 3)}${grams % 1000 === 0 ? ".0" : ""}\u00a0kg`;
export const weight = (grams: number): string => (grams < 100 ? `${grams}\u00a0g` : kilograms(grams));
export const percent = (part: number, whole: number): string => number((part / whole) * 100);
export const fileSize = (bytes: number): string => `${number(Math.max(1, Math.round(bytes / 1000)))}\u00a0kB`;
