const two = (value: number): string => String(value).padStart(2, "0");

/** Batch numbers as people write them, yymmdd-nn behind a word for what it is: the first that nobody has on that day. */
export function nextBatch(kind: string, date: string, taken: readonly string[]): string {
  const day = `${kind}${date.slice(2).replaceAll("-", "")}`;
  for (let n = 1; ; n++) if (!taken.includes(`${day}-${two(n)}`)) return `${day}-${two(n)}`;
}

/** `cert-0007` after `cert-0006`; the same for plots and reports. */
export function nextNumbered(prefix: string, taken: readonly string[], digits: number): string {
  for (let n = 1; ; n++) {
    const id = `${prefix}-${String(n).padStart(digits, "0")}`;
    if (!taken.includes(id)) return id;
  }
}

export const isId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,47}$/.test(text);
