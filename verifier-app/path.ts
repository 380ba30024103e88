import { parseDigitalLinkPath } from "#core/label/digital-link.ts";
import { parseLabelPath } from "#core/label/url.ts";
import type { Label } from "./scene.ts";

/** The label that a page's path names; nothing where the path is no label's. */
export function labelOfPath(path: string): Partial<Label> | undefined {
  try {
    if (!path.startsWith("/01/")) return parseLabelPath(path);
    const { lot, serial } = parseDigitalLinkPath(path);
    return { batch: lot, serial };
  } catch {
    return undefined;
  }
}
