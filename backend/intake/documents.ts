import * as z from "zod/mini";
import { fieldInvalid } from "#core/ledger/parse.ts";
import { type Prepared, prepareEntry } from "#core/ledger/prepare.ts";
import { Refusal } from "#core/refusal.ts";
import { sha256 } from "../crypto.ts";
import { readJson } from "./json-body.ts";

const MOST_ENTRIES = 256;

const event = z.looseObject({
  type: z.string(),
  "liangji:proof": z.strictObject({
    actor: z.string(),
    key: z.string(),
    series: z.array(z.unknown()),
    signature: z.string(),
  }),
});
/** EPCIS 2.0 §12.6.1, JSON binding: context and identifiers of the document itself are read over, they are not signed. */
export const epcisDocument = z.object({
  type: z.literal("EPCISDocument"),
  schemaVersion: z.literal("2.0"),
  creationDate: z.optional(z.string()),
  epcisBody: z.object({ eventList: z.array(event).check(z.minLength(1)) }),
});
/** Entries are parsed one by one behind this, so that a refusal names the field. */
export const entriesDocument = z.strictObject({ entries: z.array(z.unknown()).check(z.minLength(1)) });

/** The two ways to hand in entries, and what stands in each. */
const documents = {
  epcis: (json: unknown) =>
    prepareAll(
      read(epcisDocument, json).epcisBody.eventList.map(({ "liangji:proof": proof, ...statement }) => ({
        statement,
        ...proof,
      })),
      "epcisBody.eventList",
    ),
  entries: (json: unknown) => prepareAll(read(entriesDocument, json).entries, "entries"),
};
export type DocumentKind = keyof typeof documents;

/** The bytes of a request → the entries in it. @throws Refusal */
export const readDocument = (kind: DocumentKind, bytes: Uint8Array): readonly Prepared[] =>
  documents[kind](readJson(bytes));

function read<S extends z.ZodMiniType>(schema: S, json: unknown): z.output<S> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw fieldInvalid(parsed.error.issues);
}

function prepareAll(entries: readonly unknown[], at: string): readonly Prepared[] {
  if (entries.length > MOST_ENTRIES) throw new Refusal("too-many", { limit: MOST_ENTRIES, count: entries.length });
  return entries.map((json, n) => prepareEntry(json, sha256, `${at}.${n}`));
}
