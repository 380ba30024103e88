import { concat, fromUtf8, hex, utf8 } from "../bytes.ts";
import type { Crypto, Hash } from "../crypto.ts";
import { noteWith, parseNote, verifyNote } from "../log/note.ts";
import { Refusal } from "../refusal.ts";

const EXHIBIT = "liangji exhibit/v1";
const END = "%%EOF\n";
/** Readers look for the last cross-reference in the last 1,024 bytes: what stands behind it must be shorter. */
const MOST_BYTES = 700;
const TRAILER = new RegExp(`\\n%${EXHIBIT}\\n%(— [^\\n]+\\n)${END}$`);

/** What the log's key signs, as a note that no checkpoint reads like: SHA-256 of the PDF. */
export const exhibitText = (sha256: Hash, pdf: Uint8Array): string => `${EXHIBIT}\n${hex(sha256(pdf))}\n`;

/** The PDF with the note's signature behind its end, as comments (ISO 32000-1 §7.2.3): it stays the PDF that it was. */
export function withSignature(pdf: Uint8Array, note: string): Uint8Array {
  const line = note.slice(note.lastIndexOf("\n\n") + 2);
  const trailer = utf8(`\n%${EXHIBIT}\n%${line}${END}`);
  if (trailer.length > MOST_BYTES) throw new RangeError(`a signature line of ${trailer.length} bytes`);
  return concat(pdf, trailer);
}

/**
 * The PDF without its signature, if the log's key signed all of it: nothing in it is read before that.
 *
 * @param vkey  the log's verifier key, from the reader's policy
 * @throws Refusal  `exhibit-unsigned` where no signature ends the file, `note-…` for a wrong one
 */
export async function verifyExhibit(crypto: Crypto, bytes: Uint8Array, vkey: string): Promise<Uint8Array> {
  const [trailer, line] = TRAILER.exec(tailOf(bytes)) ?? [];
  if (trailer === undefined || line === undefined) throw new Refusal("exhibit-unsigned");
  const pdf = bytes.subarray(0, bytes.length - utf8(trailer).length);
  const note = noteWith(exhibitText(crypto.sha256, pdf), [line]);
  if (parseNote(note).signatures.length !== 1) throw new Refusal("exhibit-unsigned");
  await verifyNote(crypto, note, [vkey]);
  return pdf;
}

/** The end of a file as text, from the first line that is whole; "" where it is none. */
function tailOf(bytes: Uint8Array): string {
  const tail = bytes.subarray(-MOST_BYTES);
  const mark = `\n%${EXHIBIT}\n`;
  const at = latin1(tail).lastIndexOf(mark);
  try {
    return at < 0 ? "" : fromUtf8(tail.subarray(at));
  } catch {
    return "";
  }
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
