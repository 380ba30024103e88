import type { Bundle } from "#core/evidence/bundle.ts";
import { groupSerial } from "#core/label/grouped.ts";
import { normaliseSerial } from "#core/label/serial.ts";
import { labelPath, parseLabelPath } from "#core/label/url.ts";
import { Refusal } from "#core/refusal.ts";
import { read, Unreachable } from "../api.ts";
import { storage } from "../storage.ts";

export type Slip = { readonly is: "twice" | "bad"; readonly code: string };
/** Codes as typed or scanned, one to a line: a scanner gives whole addresses. The first slip stops the reading. */
export function serialsIn(typed: string): { readonly serials: readonly string[]; readonly slip?: Slip } {
  const serials: string[] = [];
  for (const line of typed.split("\n")) {
    const last = line.trim().split("/").at(-1) ?? "";
    if (last === "") continue;
    try {
      const serial = normaliseSerial(last);
      if (serials.includes(serial)) return { serials, slip: { is: "twice", code: groupSerial(serial) } };
      serials.push(serial);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { serials, slip: { is: "bad", code: last.slice(0, 20) } };
    }
  }
  return { serials };
}

/** Where a label stands: under which mint's root, and at which position. */
export type Place = { readonly product: string; readonly batch: string; readonly root: string; readonly index: number };

/** Where each code stands: as this device drew it, or as the label's evidence says. @throws Refusal `label-unknown` */
export async function placesOf(serials: readonly string[]): Promise<readonly Place[]> {
  const kept = await (await storage()).getAll("mints");
  const drawn = new Map(
    kept.flatMap(({ product, batch, root, serials }) =>
      serials.map((serial, index): [string, Place] => [serial, { product, batch, root, index }]),
    ),
  );
  const places: Place[] = [];
  for (const serial of serials) places.push(drawn.get(serial) ?? (await askedPlace(serial)));
  return places;
}

async function askedPlace(serial: string): Promise<Place> {
  const { product, batch, serial: found } = await labelOf(serial);
  const { label } = (await read<Bundle>(`/evidence${labelPath({ product, batch, serial: found })}`)).body;
  return { product, batch, root: label.mint.root, index: label.mint.index };
}

/** The service leads from a code alone to its label's page. */
async function labelOf(serial: string): Promise<ReturnType<typeof parseLabelPath>> {
  const response = await fetch(`/s/${serial}`).catch(() => undefined);
  if (!response) throw new Unreachable(serial);
  if (!response.ok) throw new Refusal("label-unknown");
  return parseLabelPath(new URL(response.url).pathname);
}
