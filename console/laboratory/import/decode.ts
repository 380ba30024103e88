export type Decoded = { readonly text: string; readonly encoding: "UTF-8" | "GB18030" | "UTF-16" };

/**
 * Bytes of a text file → its text. A byte order mark decides; then UTF-8, which hardly anything else happens to be; then GB18030, as
 * Excel in China writes CSV. Undefined when it is none of them.
 */
export function decodeText(bytes: Uint8Array<ArrayBuffer>): Decoded | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, "utf-16le", "UTF-16");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, "utf-16be", "UTF-16");
  return decoded(bytes, "utf-8", "UTF-8") ?? decoded(bytes, "gb18030", "GB18030");
}

function decoded(bytes: Uint8Array<ArrayBuffer>, label: string, encoding: Decoded["encoding"]): Decoded | undefined {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    // A spreadsheet or a picture decodes, too; text has no zero in it.
    return text.includes("\0") ? undefined : { text, encoding };
  } catch {
    return undefined;
  }
}
