import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { type DocumentKind, readDocument } from "#backend/intake/documents.ts";
import { pack, unpack } from "#backend/intake/packed.ts";
import { type Reader, startReader } from "#backend/intake/reader.ts";
import { utf8 } from "#core/bytes.ts";
import type { Entry } from "#core/entry.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { Refusal } from "#core/refusal.ts";
import { mutantsOf } from "../core/json-mutants.ts";
import { ground } from "./ground.ts";

const g = ground();
const product = (id: string): Entry => g.sign(g.people.operator, g.say.defined(id));
const handed = (...entries: readonly Entry[]): string => JSON.stringify({ entries });
const captured = (...entries: readonly Entry[]): string =>
  JSON.stringify({
    type: "EPCISDocument",
    schemaVersion: "2.0",
    epcisBody: { eventList: entries.map(({ statement, ...proof }) => ({ ...statement, "liangji:proof": proof })) },
  });

let reader: Reader;
beforeEach(async () => {
  reader = startReader();
  await reader.begin();
});
afterEach(() => reader.close());

/** What came of reading: entries, or the refusal with its facts. */
const told = async (read: () => unknown): Promise<unknown> => {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code, facts: error.facts };
    throw error;
  }
};
const sameAsHere = async (kind: DocumentKind, text: string): Promise<unknown> => {
  const bytes = utf8(text);
  const there = await told(() => reader.read(kind, bytes));
  expect(there).toEqual(await told(() => readDocument(kind, bytes)));
  return there;
};

it("brings entries over to the other thread and back to the letter, in both documents", async () => {
  const entries = [product("a"), product("b"), product("c")];
  const prepared = entries.map((entry) => prepareEntry(entry, sha256));
  expect(unpack(pack(prepared))).toEqual(prepared);
  expect(await sameAsHere("entries", handed(...entries))).toEqual(prepared);
  expect(await sameAsHere("epcis", captured(...entries))).toEqual(prepared);
});

it("refuses there what it refuses here, with the same facts: every mutant of a document", async () => {
  for (const [kind, text] of [
    ["entries", handed(product("a"))],
    ["epcis", captured(product("a"))],
  ] as const) {
    const said = await Promise.all([...mutantsOf(text)].map((mutant) => sameAsHere(kind, mutant.text)));
    const refused = said.filter((one) => !Array.isArray(one));
    expect(refused.length).toBeGreaterThan(said.length / 2);
  }
});

it("refuses more entries than fit one commit, and reads on after it", async () => {
  const many = handed(...Array.from({ length: 257 }, (_, n) => product(`t-${n}`)));
  expect(await sameAsHere("entries", many)).toEqual({ refused: "too-many", facts: { limit: 256, count: 257 } });
  expect(await sameAsHere("entries", handed(product("a")))).toHaveLength(1);
});

it("reads here once its thread is gone", async () => {
  await reader.close();
  expect(await sameAsHere("entries", handed(product("a")))).toHaveLength(1);
  expect(await sameAsHere("entries", "{")).toEqual({ refused: "body-not-json", facts: {} });
});

it("reads here until its thread has begun", async () => {
  const early = startReader();
  expect(await told(() => early.read("entries", utf8(handed(product("a")))))).toHaveLength(1);
  await early.close();
});

it("lets no more wait than it has room for, and takes the next when there is room", async () => {
  const blank = new Uint8Array(16 * 2 ** 20).fill(0x20);
  const waiting = [told(() => reader.read("entries", blank)), told(() => reader.read("entries", blank))];
  expect(await told(() => reader.read("entries", utf8(handed(product("a")))))).toMatchObject({ refused: "overloaded" });
  expect(await Promise.all(waiting)).toEqual(Array(2).fill({ refused: "body-not-json", facts: {} }));
  expect(await reader.read("entries", utf8(handed(product("a"))))).toHaveLength(1);
});
