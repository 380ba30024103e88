export type Run = [from: number, to: number];

/** Ascending positions as runs of neighbours, first and last in each. */
export function runsOf(positions: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (const position of positions) {
    const last = runs.at(-1);
    if (last && last[1] === position - 1) last[1] = position;
    else runs.push([position, position]);
  }
  return runs;
}
export const positionsIn = ([from, to]: Readonly<Run>): number[] =>
  Array.from({ length: to - from + 1 }, (_, step) => from + step);
