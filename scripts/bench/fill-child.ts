import { createInterface } from "node:readline";
import { hashOfId, sha256, verifyP256 } from "#backend/crypto.ts";
import { openLogKey } from "#backend/log/key.ts";
import { openMark } from "#backend/log/mark.ts";
import { recoverLog } from "#backend/log/recover.ts";
import { startSequencer } from "#backend/log/sequencer.ts";
import { startSignatureChecks } from "#backend/log/signatures.ts";
import { openDatabase } from "#backend/store/open.ts";
import { storeOf } from "#backend/store/store.ts";
import { roleBits } from "#core/act/states.ts";
import { base64url } from "#core/bytes.ts";
import { idHash } from "#core/chain/questions.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { sampleAuthor } from "../author.ts";
import { admittedByOperator, brand, roots } from "../sample/cast.ts";
import { growers } from "./stories.ts";

/**
 * Records entries from stdin, a JSON list a line, through the service's own sequencer: decided, P-256 checked, committed and
 * read back. Only the chain is not asked: everybody of the stories may act, every batch is open. Arguments: folder, log origin.
 */
const [dataDir = "", origin = ""] = process.argv.slice(2);
const IN_FLIGHT = 4;
const everybody = [...roots, ...admittedByOperator, ...growers];
const onChain = new Map(
  everybody.map(({ actor, roles }) => [
    actor,
    { key: sampleAuthor(actor).key, roles: roles.reduce((bits, role) => bits | roleBits[role], 0) },
  ]),
);
/** A batch's name says whose it is: bench-leaf-7 is of grower 7. */
function batchOnChain(batch: string) {
  const [, kind = "", n = "0"] = batch.split("-");
  const of = {
    leaf: ["fresh-leaf", growers[Number(n) % growers.length]?.actor ?? ""],
    made: ["made-tea", "tea-factory"],
    pack: ["green-tea-50g", "tea-packer"],
  }[kind];
  if (!of) return undefined;
  return {
    product: idHash(sha256, of[0] ?? ""),
    holder: idHash(sha256, of[1] ?? ""),
    state: "open" as const,
    grams: 1_000_000_000,
  };
}

const db = await openDatabase(dataDir);
const store = storeOf(db, (error) => {
  console.error(error);
  process.exit(1);
});
const known = roots.map(({ actor, name, roles }) => {
  const { key: id, publicKey } = sampleAuthor(actor);
  return { actor, name, roles, key: id, publicKey: base64url(publicKey) };
});
const key = openLogKey(dataDir, origin);
const start = await recoverLog(store, await openMark(dataDir), key, known);
const facts = () => ({
  origin,
  domain: brand.domain,
  verifyP256,
  sha256,
  actorOnChain: (actor: string) => onChain.get(actor),
  batchOnChain,
  flowOnChain: () => undefined,
  mintOnChain: () => undefined,
  hashOf: hashOfId,
  nameOf: (hash: string) => hash,
});
const { checkAhead, close } = startSignatureChecks(store, known, facts);
const now = () => Math.floor(Date.now() / 1000);
const sequencer = startSequencer(store, key, start, facts, now, checkAhead);
const going = new Set<Promise<unknown>>();
for await (const line of createInterface({ input: process.stdin })) {
  const entries = (JSON.parse(line) as unknown[]).map((json) => prepareEntry(json, sha256));
  const one: Promise<unknown> = sequencer.submit(entries).finally(() => going.delete(one));
  going.add(one);
  if (going.size >= IN_FLIGHT) await Promise.race(going);
}
await Promise.all(going);
await close();
await db.close();
console.log(sequencer.head.size);
