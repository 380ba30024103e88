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
  const state = START.slice();
  for (let at = 0; at < blocks.length; at += 64) compress(state, view, at);
  for (let n = 0; n < 8; n++) view.setInt32(4 * n, state[n] as number);
  return blocks.slice(0, 32);
}

function compress(state: Int32Array, block: DataView, at: number): void {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
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
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}
