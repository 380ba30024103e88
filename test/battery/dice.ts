/** Numbers that look random and are the same for the same seed (mulberry32), so that a failing run can be run again. */
export type Dice = {
  /** 0 ≤ result < below. */
  readonly below: (below: number) => number;
  readonly shuffled: <T>(list: readonly T[]) => T[];
};

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (most: number): number => next() % most;
  const shuffled = <T>(list: readonly T[]): T[] => {
    const out = [...list];
    for (let at = out.length - 1; at > 0; at--) {
      const other = below(at + 1);
      [out[at], out[other]] = [out[other] as T, out[at] as T];
    }
    return out;
  };
  return { below, shuffled };
}
