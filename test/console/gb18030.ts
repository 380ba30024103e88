/** Text → GB18030 for characters of two bytes: the decoder's own table turned around. */
export function gb18030(text: string): Uint8Array<ArrayBuffer> {
  const decoder = new TextDecoder("gb18030");
  const codes = new Map<string, readonly number[]>();
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++)
      if (second !== 0x7f) codes.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  return new Uint8Array(
    [...text].flatMap((one) => {
      const code = one.charCodeAt(0) < 0x80 ? [one.charCodeAt(0)] : codes.get(one);
      if (!code) throw new Error(`not in two bytes: ${one}`);
      return code;
    }),
  );
}
