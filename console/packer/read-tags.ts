import type { Pair } from "#core/tag/binding.ts";

/** Web NFC (W3C Community Group), Chrome on Android only: no types of it are in TypeScript. */
type Reading = {
  readonly serialNumber: string;
  readonly message: { readonly records: readonly { readonly recordType: string; readonly data?: DataView }[] };
};
type Reader = { scan(): Promise<void>; onreading: ((reading: Reading) => void) | null };
const readerOf = (): (new () => Reader) | undefined => (window as { NDEFReader?: new () => Reader }).NDEFReader;

export const canReadTags = (): boolean => readerOf() !== undefined;

/** Calls back with each tag that the phone is held to and the code in its address, until the page is left. Rejects when it may not read. */
export async function readTags(found: (pair: Pair) => void): Promise<void> {
  const Reader = readerOf();
  if (!Reader) throw new TypeError("no NFC");
  const reader = new Reader();
  reader.onreading = ({ serialNumber, message }) => {
    for (const { recordType, data } of message.records) {
      const address = recordType === "url" ? new TextDecoder().decode(data) : "";
      const serial = /\/s\/([0-9A-Z]{13})(?:[?#]|$)/.exec(address)?.[1];
      if (serial) found({ serial, uid: serialNumber.replaceAll(":", "").toUpperCase() });
    }
  };
  await reader.scan();
}
