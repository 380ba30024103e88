import { aes } from "#backend/tags/keys.ts";
import { concat, fromHex, hex, utf8 } from "#core/bytes.ts";
import { cmac, xor } from "#core/tag/cmac.ts";
import type { TagKeys, Tap } from "#core/tag/sun.ts";

const upper = (bytes: Uint8Array): string => hex(bytes).toUpperCase();

/** Speaks as an NTAG 424 DNA with these keys does (AN12196); no chip is needed to hold one to a reader. */
export function virtualTag({ meta, fileOf }: TagKeys, uid: Uint8Array) {
  return {
    uid: upper(uid),
    /** @param loop two letters: broken ever, broken now; absent where the tag has no tamper loop */
    tap(counter: number, loop?: string): Tap {
      const count = Uint8Array.of(counter & 255, (counter >> 8) & 255, counter >> 16);
      const picc = concat(Uint8Array.of(0xc7), uid, count, new Uint8Array(5));
      const session = (prefix: string) => cmac(aes, fileOf(uid), concat(fromHex(prefix), uid, count));
      const encryption = session("c33c00010080");
      const iv = aes.encrypt(encryption, concat(count, new Uint8Array(13)));
      const enc = loop && upper(aes.encrypt(encryption, xor(utf8(loop.padEnd(16, "x")), iv)));
      const mac = cmac(aes, session("3cc300010080"), utf8(enc ? `${enc}&cmac=` : ""));
      return {
        picc_data: upper(aes.encrypt(meta, picc)),
        ...(enc && { enc }),
        cmac: upper(mac.filter((_, at) => at % 2 === 1)),
      };
    },
  };
}
