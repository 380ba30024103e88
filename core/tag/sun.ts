import { concat, equal, fromHex, hex, utf8 } from "../bytes.ts";
import { Refusal } from "../refusal.ts";
import { type Aes, BLOCK, cmac, xor } from "./cmac.ts";

/**
 * What an NTAG 424 DNA adds to its address at each tap (NXP AN12196, Secure Unique NFC): upper-case hex, as the tag spells
 * it. `enc` holds encrypted file data, at whose beginning a tag with a tamper loop says how that is; tags without one leave it out.
 */
export type Tap = { readonly picc_data: string; readonly enc?: string | undefined; readonly cmac: string };
/** AES-128 keys, 16 bytes each: of the PICC data, the same for all tags; of the file, each tag's own. */
export type TagKeys = { readonly meta: Uint8Array; readonly fileOf: (uid: Uint8Array) => Uint8Array };
/** `uid`: 7 bytes; `counter`: how often the tag was read; `file`: 16 bytes, or none. */
export type Read = { readonly uid: Uint8Array; readonly counter: number; readonly file: Uint8Array };

const UID_BYTES = 7;
const COUNTER_BYTES = 3;
/** UID and counter are both mirrored, and the UID has 7 bytes. */
const PICC_DATA_TAG = 0xc7;
const MAC_PREFIX = fromHex("3cc300010080");
const ENCRYPTION_PREFIX = fromHex("c33c00010080");
const HEX_BLOCK = /^[0-9A-F]{32}$/;
const HEX_MAC = /^[0-9A-F]{16}$/;

export const isTap = ({ picc_data, enc, cmac }: Tap): boolean =>
  HEX_BLOCK.test(picc_data) && (enc === undefined || HEX_BLOCK.test(enc)) && HEX_MAC.test(cmac);

/** What a tag with these keys said. @throws Refusal `tag-malformed`, `tag-wrong` */
export function readTap(aes: Aes, { meta, fileOf }: TagKeys, tap: Tap): Read {
  if (!isTap(tap)) throw new Refusal("tag-malformed");
  const picc = aes.decrypt(meta, fromHex(tap.picc_data.toLowerCase()));
  if (picc[0] !== PICC_DATA_TAG) throw new Refusal("tag-wrong");
  const uid = picc.slice(1, 1 + UID_BYTES);
  const spelled = picc.slice(1 + UID_BYTES, 1 + UID_BYTES + COUNTER_BYTES);
  const key = fileOf(uid);
  const session = (prefix: Uint8Array): Uint8Array => cmac(aes, key, concat(prefix, uid, spelled));
  const said = odd(cmac(aes, session(MAC_PREFIX), utf8(tap.enc === undefined ? "" : `${tap.enc}&cmac=`)));
  if (!equal(said, fromHex(tap.cmac.toLowerCase()))) throw new Refusal("tag-wrong");
  const counter = spelled.reduceRight((sum, byte) => sum * 256 + byte, 0);
  if (tap.enc === undefined) return { uid, counter, file: new Uint8Array() };
  const encryption = session(ENCRYPTION_PREFIX);
  const iv = aes.encrypt(encryption, concat(spelled, new Uint8Array(BLOCK - COUNTER_BYTES)));
  return { uid, counter, file: xor(aes.decrypt(encryption, fromHex(tap.enc.toLowerCase())), iv) };
}

/** Every second byte, beginning with the second (AN12196 §3.4.2). */
const odd = (mac: Uint8Array): Uint8Array => mac.filter((_, at) => at % 2 === 1);

/** The NDEF application of an NTAG 424 DNA. */
const APPLICATION = "d2760000850101";

/** A tag's own key from the master key (AN10922 §2.2, AES-128). `system`: at most 16 bytes that tell ours from others. */
export const diversified = (aes: Aes, master: Uint8Array, uid: Uint8Array, system: Uint8Array): Uint8Array =>
  diversify(aes, master, concat(uid, fromHex(APPLICATION), system));

/** @param input 16 to 31 bytes, so that the constant and it fill two blocks, as AN10922 pads them */
export function diversify(aes: Aes, master: Uint8Array, input: Uint8Array): Uint8Array {
  if (input.length < BLOCK || input.length > 2 * BLOCK - 1)
    throw new RangeError("a diversification input has 16 to 31 bytes");
  return cmac(aes, master, concat(Uint8Array.of(1), input));
}

export const uidText = (uid: Uint8Array): string => hex(uid).toUpperCase();
