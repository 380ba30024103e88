/**
 * SHA-256 (FIPS 180-4 §6.2) at once, as a Merkle path wants it: WebCrypto's own is asynchronous, and noble's carries more than one page needs.
 * Compared with the machine's own in test/verifier/small-sha256.test.ts. The rounds are written out, without a call or a list in them: a cheap
 * phone runs them some thousand times before its engine has made them fast.
 */
const primes = [...firstPrimes(64)];
const fraction = (value: number): number => (value % 1) * 2 ** 32;
const K = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const w = new Int32Array(64);

function* firstPrimes(count: number): Generator<number> {
  for (let candidate = 2, found = 0; found < count; candidate++) {
    let divisor = 2;
    while (candidate % divisor) divisor++;
    if (divisor === candidate) {
      found++;
      yield candidate;
    }
  }
}

export function sha256(data: Uint8Array): Uint8Array {
  const blocks = new Uint8Array((data.length + 72) & ~63);
  blocks.set(data);
  blocks[data.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, Math.floor(data.length / 2 ** 29));
  view.setUint32(blocks.length - 4, data.length << 3);
  const state = Int32Array.from(START);
  for (let at = 0; at < blocks.length; at += 64) compress(state, view, at);
  for (const [at, word] of state.entries()) view.setInt32(4 * at, word);
  return blocks.slice(0, 32);
}

function compress(state: Int32Array, block: DataView, at: number): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    if (t < 16) w[t] = block.getInt32(at + 4 * t);
    else {
      const x = w[t - 15] as number;
      const y = w[t - 2] as number;
      w[t] =
        (w[t - 16] as number) +
        (((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)) +
        (w[t - 7] as number) +
        (((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10));
    }
    const one =
      h +
      (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) +
      ((e & f) ^ (~e & g)) +
      (K[t] as number) +
      (w[t] as number);
    const two =
      (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, n) => {
    state[n] = (state[n] as number) + value;
  });
}
