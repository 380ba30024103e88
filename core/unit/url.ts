import { isSerial } from "../label/serial.ts";

const PATH = /^\/u\/([0-9A-Z]{13})$/;

/** Where the code of a logistic unit leads: 12 random characters and a check character, as on labels (core/label/serial.ts). */
export const unitPath = (code: string): string => `/u/${code}`;
export const unitUri = (domain: string, code: string): string => `https://${domain}${unitPath(code)}`;

/** The code in a path, if its check character holds. */
export function codeOfUnitPath(path: string): string | undefined {
  const [, code] = PATH.exec(path) ?? [];
  return code !== undefined && isSerial(code) ? code : undefined;
}

/** The domain that a URI is on (core/statement/fields.ts, uri). */
export const domainOf = (uri: string): string => uri.split("/")[2] ?? "";

/** The code in a URI, if that is exactly how this domain spells it. */
export function codeOfUnitUri(uri: string, domain: string): string | undefined {
  const host = `https://${domain}`;
  return uri.startsWith(`${host}/`) ? codeOfUnitPath(uri.slice(host.length)) : undefined;
}
