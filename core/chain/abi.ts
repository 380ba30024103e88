const WORD = 64;

/** Calldata of a view with static arguments only: selector, then 32-byte words. Hashes are hex without 0x. */
export const calldata = (selector: string, words: readonly (string | number)[]): string =>
  `0x${selector}${words.map((word) => (typeof word === "number" ? word.toString(16).padStart(WORD, "0") : word)).join("")}`;

/** What a node answered, cut into words; undefined when it is not whole words. */
export function wordsOf(answer: unknown): readonly string[] | undefined {
  if (typeof answer !== "string" || !/^0x([0-9a-f]{64})*$/.test(answer)) return undefined;
  return answer.slice(2).match(/.{64}/g) ?? [];
}

/** A word as a number; NaN when it does not fit exactly. */
export function numberOf(word: string | undefined): number {
  if (word === undefined || !/^0{50}[0-9a-f]{14}$/.test(word)) return Number.NaN;
  const value = Number.parseInt(word.slice(50), 16);
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

/** The n-th return value, a dynamic array of words (ABI: offset word, then length, then items). */
export function arrayOf(words: readonly string[], n: number): readonly string[] {
  const start = numberOf(words[n]) / 32;
  const length = numberOf(words[start]);
  return Number.isInteger(start) && length <= 64 ? words.slice(start + 1, start + 1 + length) : [];
}
