import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { DeviceKey } from "./keys/device-key.ts";
import type { Job } from "./send/job.ts";

/** The codes of a mint stay on the device that drew them, for printing. */
export type KeptMint = {
  readonly root: string;
  readonly batch: string;
  readonly product: string;
  readonly unitGrams: number;
  readonly serials: readonly string[];
  /** Under the scratch layers, one for each serial; nobody else has them. */
  readonly hiddenCodes?: readonly string[];
  readonly createdAt: number;
};
export type KeptAnswer = { readonly path: string; readonly body: unknown; readonly at: number };

interface Schema extends DBSchema {
  keys: { key: string; value: DeviceKey };
  outbox: { key: string; value: Job };
  answers: { key: string; value: KeptAnswer };
  mints: { key: string; value: KeptMint };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

export function storage(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>("liangji-console", 1, {
    upgrade(database) {
      database.createObjectStore("keys", { keyPath: "key" });
      database.createObjectStore("outbox", { keyPath: "id" });
      database.createObjectStore("answers", { keyPath: "path" });
      database.createObjectStore("mints", { keyPath: "root" });
    },
  });
  return opened;
}
