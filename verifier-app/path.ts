import { parseLabelPath } from "#core/label/url.ts";
import type { Label } from "./scene.ts";

/** The label that a page's path names; nothing where the path is no label's. */
export async function labelOfPath(path: string): Promise<Partial<Label> | undefined> {
  try {
    if (!path.startsWith("/01/")) return parseLabelPath(path);
    const { parseDigitalLinkPath } = await import("#core/label/digital-link.ts");
    const { lot, serial } = parseDigitalLinkPath(path);
    return { batch: lot, serial };
  } catch {
    return undefined;
  }
}
