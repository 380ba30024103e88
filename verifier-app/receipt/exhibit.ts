import type { Label } from "../scene.ts";

/** Where the exhibit of a label is made, with a complaint about it if there is one; only on the label's own page. */
export function exhibitHref(label: Label | undefined, complaint?: string): string | undefined {
  if (!label || !location.pathname.endsWith(`/s/${label.serial}`)) return undefined;
  return `/exhibits${location.pathname}${complaint ? `?complaint=${complaint}` : ""}`;
}
