import { parseLabelPath } from "#core/label/url.ts";
import type { Label } from "./scene.ts";

/** The label that a page's path names (a GS1 Digital Link is redirected to it); nothing where the path is no label's. */
export function labelOfPath(path: string): Label | undefined {
  try {
    return parseLabelPath(path);
  } catch {
    return undefined;
  }
}
