import { parseDigitalLinkPath } from "#core/label/digital-link.ts";
import { labelOfPath } from "../path.ts";
import { codeOf } from "../scan/code.ts";
import type { Label } from "../scene.ts";

/** What the camera sees, beside the label whose page this is. `path` is on this site. */
export type Sight =
  | { readonly is: "own" }
  | { readonly is: "other"; readonly shown: string; readonly path: string }
  | { readonly is: "other-host"; readonly host: string }
  | { readonly is: "no-label" };

export function sightOf(text: string, label: Label, ours: readonly string[]): Sight {
  const code = codeOf(text, ours);
  if ("notOurs" in code) return { is: "no-label" };
  if ("otherHost" in code) return { is: "other-host", host: code.otherHost };
  return isOf(code.path, label) ? { is: "own" } : { is: "other", ...code };
}

function isOf(path: string, { product, batch, serial }: Label): boolean {
  const named = labelOfPath(path);
  if (named) return named.product === product && named.batch === batch && named.serial === serial;
  // A path that is no label's own is a Digital Link, or codeOf would not have taken it; a serial number stands once.
  const link = parseDigitalLinkPath(path);
  return link.lot === batch && link.serial === serial;
}
