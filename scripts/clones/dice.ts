/** Reproducible randomness for simulations: the same seed, the same world (sfc32). */
export type Dice = {
  /** From 0 up to, not including, 1. */
  roll(): number;
  chance(probability: number): boolean;
  /** Whole, from `least` to `most`. */
  whole(least: number, most: number): number;
  /** Exponential with a mean. */
  waiting(mean: number): number;
  /** How often something with this probability happens in a row, at most `most`. */
  times(again: number, most: number): number;
};

export function diceOf(seed: number): Dice {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, seed | 0];
  const roll = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let n = 0; n < 15; n++) roll();
  const chance = (probability: number): boolean => roll() < probability;
  return {
    roll,
    chance,
    whole: (least, most) => least + Math.floor(roll() * (most - least + 1)),
    waiting: (mean) => -mean * Math.log(1 - roll()),
    times: (again, most) => {
      let count = 0;
      while (count < most && chance(again)) count++;
      return count;
    },
  };
}
