import { sign } from "node:crypto";
import { join } from "node:path";
import { hex, utf8 } from "#core/bytes.ts";
import { encodeCheckpoint } from "#core/log/checkpoint.ts";
import { logId } from "#core/log/id.ts";
import { encodeVkey, noteWith, parseVkey, signatureLine } from "#core/log/note.ts";
import { sha256 } from "../crypto.ts";
import { openKeyFile, rawPublicKey } from "../key-file.ts";

/** The log's own Ed25519 key and what follows from it. */
export type LogKey = {
  readonly origin: string;
  readonly publicKey: Uint8Array;
  /** C2SP verifier key. */
  readonly vkey: string;
  /** Hex of SHA-256(origin ‖ 0x0A ‖ 0x01 ‖ key), LogAnchor's logId. */
  readonly id: string;
  /** A signed checkpoint. Warning: call it only inside a commit; nothing signed is published before it is on disk. */
  readonly signHead: (size: number, root: Uint8Array) => string;
  /** A signed note that is no checkpoint: its first line is not the origin. */
  readonly signNote: (text: string) => string;
};

/** Reads DATA_DIR/log-key, or makes it. */
export function openLogKey(dataDir: string, origin: string): LogKey {
  const secret = openKeyFile(join(dataDir, "log-key"));
  const publicKey = rawPublicKey(secret);
  const vkey = encodeVkey(sha256, origin, publicKey);
  const { keyId } = parseVkey(vkey);
  const signed = (text: string): string =>
    noteWith(text, [signatureLine(origin, keyId, new Uint8Array(sign(null, utf8(text), secret)))]);
  const signHead = (size: number, root: Uint8Array): string => signed(encodeCheckpoint({ origin, size, root }));
  const signNote = (text: string): string => {
    if (text.startsWith(`${origin}\n`)) throw new Error("a note must not look like a checkpoint");
    return signed(text);
  };
  return { origin, publicKey, vkey, id: hex(logId(sha256, origin, publicKey)), signHead, signNote };
}
