const SHANGHAI_SECONDS = 8 * 3600;
/** China has kept UTC+8 without summer time since 1991, so no time zone table is needed. */
const iso = (seconds: number): string => new Date((seconds + SHANGHAI_SECONDS) * 1000).toISOString();

export const date = (seconds: number): string => iso(seconds).slice(0, 10);
export const dateTime = (seconds: number): string => iso(seconds).slice(0, 16).replace("T", " ");
/** `second` without its year where `first` has the same. */
export const shortAfter = (first: string, second: string): string =>
  first.slice(0, 4) === second.slice(0, 4) ? second.slice(5) : second;

/** Thousands apart and at most so many decimals, halves up. Not by Intl: a cheap phone takes a tenth of a second to make its first format. */
export function decimal(value: number, most: number): string {
  const [whole = "", part] = String(Math.round(value * 10 ** most) / 10 ** most).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
}
export const number = (value: number): string => decimal(value, 1);

const digits = "零一二三四五六七八九";
/** 1–99 as in 一 四 七 十二. */
export function chineseNumber(n: number): string {
  if (n > 99 || n < 0) return String(n);
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  const head = tens === 0 ? "" : `${tens === 1 ? "" : digits[tens]}十`;
  return head + (ones === 0 && tens > 0 ? "" : (digits[ones] ?? ""));
}
