import { generateKeyPairSync } from "node:crypto";
import { writeSync } from "node:fs";
import { hashOfId, sha256, verifyP256 } from "#backend/crypto.ts";
import { openDatabase } from "#backend/store/open.ts";
import { base64url } from "#core/bytes.ts";
import { type Statement, signedBytes } from "#core/entry.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { authorOf } from "#scripts/author.ts";
import { DOMAIN, ORIGIN } from "./ground.ts";
import { openLog } from "./log-of.ts";

/** Records entries as fast as it can, and says on stdout what was acknowledged, until it is killed. Argument: the data folder. */
const folder = process.argv[2] ?? "";
const author = authorOf("operator", generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey);
const roots = [
  {
    actor: "operator",
    name: { zh: "运营", en: "operator" },
    roles: ["operator" as const],
    key: author.key,
    publicKey: base64url(author.publicKey),
  },
];
const { sequencer } = await openLog(folder, await openDatabase(folder), {
  roots,
  facts: {
    origin: ORIGIN,
    domain: DOMAIN,
    recorded: new Map(),
    actorOnChain: () => ({ key: author.key, roles: 1 }),
    batchOnChain: () => undefined,
    flowOnChain: () => undefined,
    mintOnChain: () => undefined,
    hashOf: hashOfId,
    nameOf: (hash: string) => hash,
    verifyP256,
    sha256,
  },
});

const say = (line: string): void => void writeSync(1, `${line}\n`);
say(`size ${sequencer.head.size}`);
let n = 0;
async function worker(): Promise<never> {
  for (;;) {
    const statement: Statement = {
      type: "liangji:ProductDefined",
      occurredAt: "2026-01-05T08:00:00+08:00",
      product: `tea-${process.pid}-${n++}`,
      name: { zh: "茶", en: "tea" },
      verb: "drink",
    };
    const unsigned = { statement, actor: "operator", key: author.key, series: [] };
    const entry = { ...unsigned, signature: base64url(author.sign(signedBytes(ORIGIN, unsigned))) };
    const [recorded] = await sequencer.submit([prepareEntry(entry, sha256)]);
    say(`ack ${recorded?.index} ${recorded?.leafHash}`);
  }
}
await Promise.all(Array.from({ length: 64 }, worker));
