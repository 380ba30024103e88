import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256 } from "#backend/crypto.ts";
import { startSignatureChecks } from "#backend/log/signatures.ts";
import { openDatabase } from "#backend/store/open.ts";
import { base64url, fromBase64url } from "#core/bytes.ts";
import type { Entry } from "#core/entry.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { type Ground, ground } from "./ground.ts";
import { type OpenLog, openLog } from "./log-of.ts";

let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
let g: Ground;
let log: OpenLog;
let checks: ReturnType<typeof startSignatureChecks>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-signatures-"));
  db = await openDatabase(folder);
  g = ground();
  log = await openLog(folder, db, g);
  checks = startSignatureChecks(log.store, g.roots, () => g.facts);
  await checks.begun;
});
afterEach(async () => {
  await checks.close();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});
const product = (id: string): Entry => g.sign(g.people.operator, g.say.defined(id));
const prepared = (entry: Entry) => prepareEntry(entry, sha256);
function bent(entry: Entry): Entry {
  const signature = fromBase64url(entry.signature);
  signature[3] = (signature[3] ?? 0) ^ 1;
  return { ...entry, signature: base64url(signature) };
}

it("says ahead of its turn which signature holds, and by which key", async () => {
  const entries = [prepared(product("a")), prepared(bent(product("b"))), prepared(product("c"))];
  const checked = await checks.checkAhead(entries);
  expect(entries.map((one) => checked.get(one)?.holds)).toEqual([true, false, true]);
  expect(checked.get(entries[0] as never)?.publicKey).toBe(base64url(g.people.operator.publicKey));
});

it("spends no curve on a stranger, on what is recorded, or on a signature in its other spelling", async () => {
  const known = product("a");
  await log.sequencer.submit([prepared(known)]);
  const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const high = fromBase64url(product("b").signature);
  const s = BigInt(`0x${Buffer.from(high.subarray(32)).toString("hex")}`);
  high.set(Buffer.from((n - s).toString(16).padStart(64, "0"), "hex"), 32);
  const entries = [
    prepared(known),
    prepared({ ...product("b"), signature: base64url(high) }),
    prepared({ ...product("c"), actor: "stranger" }),
    prepared(g.sign(g.people.grower, g.say.defined("d"))),
  ];
  expect((await checks.checkAhead(entries)).size).toBe(0);
});

it("takes and refuses the same as a log that checks on the spot", async () => {
  const ahead = await openLog(folder, db, g, undefined, checks.checkAhead);
  const sent = Array.from({ length: 40 }, (_, n) => (n % 4 === 1 ? bent(product(`t-${n}`)) : product(`t-${n}`)));
  const answers = await Promise.allSettled(sent.map((entry) => ahead.sequencer.submit([prepared(entry)])));
  answers.forEach((one, n) => {
    if (n % 4 === 1) expect(one).toMatchObject({ status: "rejected", reason: { code: "signature-wrong" } });
    else expect(one).toMatchObject({ status: "fulfilled" });
  });
  expect(ahead.sequencer.head.size).toBe(30);
});

it("leaves it to the log when its thread has died", async () => {
  const ahead = await openLog(folder, db, g, undefined, checks.checkAhead);
  await checks.close();
  expect((await checks.checkAhead([prepared(product("a"))])).size).toBe(0);
  await ahead.sequencer.submit([prepared(product("a"))]);
  await expect(ahead.sequencer.submit([prepared(bent(product("b")))])).rejects.toThrow("signature-wrong");
});
