/** 189000 → "189.0 kg": at least one decimal, as many as the grams need, thousands apart. */
export function kilograms(grams: number): string {
  const whole = String(Math.trunc(grams / 1000)).replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = String(Math.abs(grams % 1000))
    .padStart(3, "0")
    .replace(/0{1,2}$/, "");
  return `${whole}.${rest} kg`;
}

/** "189.05" → 189050 grams; anything that is not a weight in kilograms with at most three decimals is undefined. */
export function gramsOf(text: string): number | undefined {
  const [, whole, part = ""] = /^(\d{1,9})(?:[.．](\d{1,3}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const grams = Number(whole) * 1000 + Number(part.padEnd(3, "0"));
  return grams > 0 ? grams : undefined;
}
export const kilogramText = (grams: number): string => kilograms(grams).replace(/ kg|,/g, "");

export const percent = (part: number, whole: number): number => (whole > 0 ? Math.round((part * 100) / whole) : 0);
export const count = (text: string): number | undefined =>
  /^[1-9]\d{0,6}$/.test(text.trim()) ? Number(text) : undefined;

/** One square metre in 亩, one decimal: 15 mu are a hectare. */
export const mu = (squareMetres: number): string => (Math.round((squareMetres * 15) / 1000) / 10).toFixed(1);
