export type Inflate = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/**
 * The font inside a WOFF 1.0 file (W3C Recommendation, 2012): tables inflated and put behind a plain sfnt directory. Whoever reads the WOFF itself inflates
 * all outlines again for each letter.
 *
 * @param inflate  RFC 1950
 */
export async function sfntOf(woff: Uint8Array, inflate: Inflate): Promise<Uint8Array> {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (view.getUint32(0) !== 0x774f4646) throw new TypeError("not a WOFF file");
  const count = view.getUint16(12);
  const tables = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const at = 44 + n * 20;
      const [offset, packed, length] = [4, 8, 12].map((more) => view.getUint32(at + more)) as [number, number, number];
      const bytes = woff.subarray(offset, offset + packed);
      return {
        ...{ tag: view.getUint32(at), checksum: view.getUint32(at + 16), length },
        data: packed < length ? await inflate(bytes) : bytes,
      };
    }),
  );
  const start = 12 + count * 16;
  const padded = (length: number): number => (length + 3) & ~3;
  const out = new Uint8Array(tables.reduce((sum, { length }) => sum + padded(length), start));
  const to = new DataView(out.buffer);
  const power = 2 ** Math.floor(Math.log2(count));
  to.setUint32(0, view.getUint32(4));
  for (const [at, value] of [count, power * 16, Math.log2(power), (count - power) * 16].entries())
    to.setUint16(4 + at * 2, value);
  let at = start;
  for (const [n, { tag, checksum, length, data }] of tables.entries()) {
    for (const [word, value] of [tag, checksum, at, length].entries()) to.setUint32(12 + n * 16 + word * 4, value);
    out.set(data, at);
    at += padded(length);
  }
  return out;
}
