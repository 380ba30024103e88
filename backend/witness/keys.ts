import { sign } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { COSIGNATURE, cosignedBytes, encodeCosignature } from "#core/log/cosignature.ts";
import { encodeVkey, parseVkey, signatureLine } from "#core/log/note.ts";
import { sha256 } from "../crypto.ts";
import { openKeyFile, rawPublicKey } from "../key-file.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import type { Store } from "../store/store.ts";

export type WitnessKey = {
  readonly name: string;
  /** C2SP verifier key of type 0x04. */
  readonly vkey: string;
  /** A signature line. Warning: only over what is on disk as the largest head cosigned for its log. */
  readonly cosign: (text: string, time: number) => string;
};

const IDENTITY = "identity";

/**
 * Reads DATA_DIR/witness-key, or makes it in a fresh folder. A key without the record of what it cosigned is refused:
 * a witness that forgets would cosign a second history.
 */
export async function openWitnessKey(dataDir: string, name: string, store: Store): Promise<WitnessKey> {
  const file = join(dataDir, "witness-key");
  const isNew = !existsSync(file);
  const known = await store.read(IDENTITY);
  if (!isNew && !known)
    throw new Error(
      `the key in ${file} has cosigned before, and the record of what it cosigned is gone. Begin anew in an empty folder, with a new key.`,
    );
  // The record before the key: killed in between, there is no key yet that could have signed anything.
  if (isNew) await store.commit([{ key: IDENTITY, value: encodeJson("") }]);
  const secret = openKeyFile(file);
  const vkey = encodeVkey(sha256, name, rawPublicKey(secret), COSIGNATURE);
  const { keyId } = parseVkey(vkey, COSIGNATURE);
  const own = isNew || !known ? "" : decodeJson<string>(known);
  if (own === "") await store.commit([{ key: IDENTITY, value: encodeJson(vkey) }]);
  else if (own !== vkey) throw new Error(`this folder is of the witness ${own}, not of ${vkey}`);
  const cosign = (text: string, time: number): string =>
    signatureLine(
      name,
      keyId,
      encodeCosignature({ time, signature: new Uint8Array(sign(null, cosignedBytes(text, time), secret)) }),
    );
  return { name, vkey, cosign };
}
