import { parseDigitalLinkPath } from "#core/label/digital-link.ts";
import { groupSerial } from "#core/label/grouped.ts";
import { parseLabelPath } from "#core/label/url.ts";
import { codeOfUnitPath } from "#core/unit/url.ts";

/** What a picture's code is. `path` is on this site: where the code's own page is. */
export type Code =
  | { readonly path: string; readonly shown: string }
  | { readonly otherHost: string }
  | { readonly notOurs: true };

/** Whether a scanned text is a label, box or pallet of this brand: of its domain or of the site that this page came from. Never opens another site. */
export function codeOf(text: string, ours: readonly string[]): Code {
  if (!URL.canParse(text)) return { notOurs: true };
  const { protocol, host, pathname } = new URL(text);
  if (protocol !== "https:" && protocol !== "http:") return { notOurs: true };
  const serial = serialIn(pathname);
  if (serial === undefined) return { notOurs: true };
  return ours.includes(host) ? { path: pathname, shown: groupSerial(serial) } : { otherHost: host };
}

function serialIn(path: string): string | undefined {
  const unit = codeOfUnitPath(path);
  if (unit !== undefined) return unit;
  for (const parse of [parseLabelPath, parseDigitalLinkPath])
    try {
      return parse(path).serial;
    } catch {
      // Not this form of address.
    }
  return undefined;
}
