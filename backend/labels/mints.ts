import { hex } from "#core/bytes.ts";
import { isSerial } from "#core/label/serial.ts";
import { labelRoot } from "#core/label/tree.ts";
import { Refusal } from "#core/refusal.ts";
import { sha256 } from "../crypto.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import { keys } from "../store/keys.ts";
import type { Store, Write } from "../store/store.ts";

/** The serials under one label root, in their order. Which of them exist is for LabelMint to say. */
export type StoredMint = { readonly batch: string; readonly serials: readonly string[] };
export type LabelPlace = { readonly root: string; readonly index: number };

/** Keeps the serials of a mint before its act is sent: a label that exists can always be looked up. */
export async function keepMint(
  store: Store,
  batch: string,
  root: string,
  serials: readonly string[],
  beside: readonly Write[] = [],
): Promise<void> {
  refuseBadSerials(serials);
  if (hex(labelRoot(sha256, batch, serials)) !== root) throw new Refusal("label-root-differs");
  const labels = serials.map((serial) => keys.label(batch, serial));
  const taken = (await store.readMany(labels)).map((value) => value && decodeJson<LabelPlace>(value));
  const other = taken.findIndex((place) => place !== undefined && place.root !== root);
  if (other >= 0)
    throw new Refusal("field-invalid", { path: `serials.${other}`, problem: "already issued for this batch" });
  const mint: StoredMint = { batch, serials };
  await store.commit([
    { key: keys.mint(root), value: encodeJson(mint) },
    ...labels.map((key, index) => ({ key, value: encodeJson({ root, index } satisfies LabelPlace) })),
    ...beside,
    ...serials.map((serial) => ({ key: keys.serial(serial), value: encodeJson(batch) })),
  ]);
}

/** Takes back what was kept for an act that the contract refused. */
export async function dropMint(store: Store, root: string): Promise<void> {
  const mint = await readMint(store, root);
  if (mint)
    await store.commit([
      { key: keys.mint(root), gone: true },
      { key: keys.hidden(root), gone: true },
      ...mint.serials.flatMap((serial) =>
        [keys.label(mint.batch, serial), keys.serial(serial)].map((key) => ({ key, gone: true as const })),
      ),
    ]);
}

function refuseBadSerials(serials: readonly string[]): void {
  const bad = serials.findIndex((serial) => !isSerial(serial));
  if (bad >= 0) throw new Refusal("field-invalid", { path: `serials.${bad}`, problem: "not a serial" });
  if (new Set(serials).size !== serials.length)
    throw new Refusal("field-invalid", { path: "serials", problem: "repeated" });
}

export async function readMint(store: Store, root: string): Promise<StoredMint | undefined> {
  const value = await store.read(keys.mint(root));
  return value && decodeJson<StoredMint>(value);
}

/** The batch under which a code was issued. Of 60 random bits none comes twice. */
export async function batchOfSerial(store: Store, serial: string): Promise<string | undefined> {
  const value = await store.read(keys.serial(serial));
  return value && decodeJson<string>(value);
}

export async function findLabel(store: Store, batch: string, serial: string): Promise<LabelPlace | undefined> {
  const value = await store.read(keys.label(batch, serial));
  return value && decodeJson<LabelPlace>(value);
}
