/** What a person is typing, in the one spelling, whole or not: everything that is no letter or digit goes. */
export const spelledSerial = (typed: string): string =>
  typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
