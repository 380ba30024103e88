const SHANGHAI_SECONDS = 8 * 3600;
/** China has kept UTC+8 without summer time since 1991, so no time zone table is needed. */
const iso = (seconds: number): string => new Date((seconds + SHANGHAI_SECONDS) * 1000).toISOString();

export const date = (seconds: number): string => iso(seconds).slice(0, 10);
export const dateTime = (seconds: number): string => iso(seconds).slice(0, 16).replace("T", " ");
export const monthTime = (seconds: number): string => dateTime(seconds).slice(5);
export const year = (seconds: number): string => iso(seconds).slice(0, 4);
/** `second` without its year where `first` has the same. */
export const shortAfter = (first: string, second: string): string =>
  first.slice(0, 4) === second.slice(0, 4) ? second.slice(5) : second;

const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const mass = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 3 });
export const number = (value: number): string => plain.format(value);
/** Never rounded: grams are shown to the gram. */
export const kilograms = (grams: number): string => `${mass.format(grams / 1000)}\u00a0kg`;
export const weight = (grams: number): string => (grams < 100 ? `${grams}\u00a0g` : kilograms(grams));
export const percent = (part: number, whole: number): string => plain.format((part / whole) * 100);
export const fileSize = (bytes: number): string => `${plain.format(Math.max(1, Math.round(bytes / 1000)))}\u00a0kB`;
/** Groups 4 4 4 1, as printed on the pack. */
export const grouped = (serial: string): string => serial.match(/.{1,4}/g)?.join(" ") ?? serial;

const digits = "零一二三四五六七八九";
/** 1–99 as in 一 四 七 十二. */
export function chineseNumber(n: number): string {
  if (n > 99 || n < 0) return String(n);
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  const head = tens === 0 ? "" : `${tens === 1 ? "" : digits[tens]}十`;
  return head + (ones === 0 && tens > 0 ? "" : (digits[ones] ?? ""));
}
