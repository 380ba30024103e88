import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseVkey } from "#core/log/note.ts";
import { parseTlogProof } from "#core/log/tlog-proof.ts";
import { ed25519Key, type LogOf300, logOf300 } from "./log-of-300.ts";

type Entry = {
  readonly canonicalizedBody: Buffer;
  readonly inclusionProof: {
    readonly logIndex: string;
    readonly hashes: readonly Buffer[];
    readonly checkpoint: { readonly envelope: string };
  };
};
type Head = { readonly origin: string; readonly logSize: bigint; readonly logHash: Buffer };
type Log = { readonly logID: Buffer; readonly publicKey: ReturnType<typeof ed25519Key>; readonly baseURL: string };
// Sigstore's own verifiers, which it does not list among its exports.
const require = createRequire(import.meta.url);
const { verifyCheckpoint } = require("@sigstore/verify/dist/tlog/checkpoint.js") as {
  verifyCheckpoint: (entry: Entry, logs: readonly Log[]) => Head;
};
const { verifyMerkleInclusion } = require("@sigstore/verify/dist/tlog/merkle.js") as {
  verifyMerkleInclusion: (entry: Entry, head: Head) => void;
};

let log: LogOf300;
let ours: Log;
beforeAll(async () => {
  log = await logOf300();
  const { origin, vkey, id } = log.r.service.policy.log;
  ours = {
    logID: Buffer.from(id, "hex"),
    publicKey: ed25519Key(parseVkey(vkey).publicKey),
    baseURL: `https://${origin}/`,
  };
});
afterAll(() => log.r.close());

/** What Sigstore calls an entry, of what the log serves at `/log/proof/{index}`. */
async function served(index: number): Promise<Entry> {
  const {
    extra = new Uint8Array(),
    proof,
    checkpoint,
  } = parseTlogProof((await log.ask(`/log/proof/${index}`)).body.toString());
  const hashes = proof.map((hash) => Buffer.from(hash));
  return {
    canonicalizedBody: Buffer.from(extra),
    inclusionProof: { logIndex: String(index), hashes, checkpoint: { envelope: checkpoint } },
  };
}
const indexes = [...Array(40).keys(), 128, 254, 255, 256, 257, 298, 299];

describe("@sigstore/verify, unchanged", () => {
  it("accepts every checkpoint that was served, and none with a word changed or under another key or name", () => {
    for (const envelope of log.checkpoints) {
      const of = (envelope: string): Entry => ({
        canonicalizedBody: Buffer.alloc(0),
        inclusionProof: { logIndex: "0", hashes: [], checkpoint: { envelope } },
      });
      const head = verifyCheckpoint(of(envelope), [ours]);
      expect(head).toMatchObject({ origin: log.r.service.policy.log.origin });
      expect(() => verifyCheckpoint(of(envelope.replace("\n", "x\n")), [ours])).toThrow("invalid checkpoint signature");
      const other = { ...ours, logID: Buffer.alloc(32) };
      expect(() => verifyCheckpoint(of(envelope), [other])).toThrow("invalid checkpoint signature");
      expect(() => verifyCheckpoint(of(envelope), [{ ...ours, baseURL: "https://other.example/" }])).toThrow(
        "invalid checkpoint signature",
      );
    }
  });

  it("accepts the entries in their places, and not in another place, with another leaf, hash or head", async () => {
    for (const index of indexes) {
      const entry = await served(index);
      const { inclusionProof: proof } = entry;
      const head = verifyCheckpoint(entry, [ours]);
      expect(head.logSize).toBe(300n);
      verifyMerkleInclusion(entry, head);
      const refused = (changed: Entry, of = head) =>
        expect(() => verifyMerkleInclusion(changed, of)).toThrow(/root hash|hash count|index/);
      refused({ ...entry, canonicalizedBody: Buffer.concat([entry.canonicalizedBody, Buffer.of(0)]) });
      refused({ ...entry, inclusionProof: { ...proof, logIndex: String(index ^ 1) } });
      refused({ ...entry, inclusionProof: { ...proof, hashes: proof.hashes.slice(1) } });
      refused({ ...entry, inclusionProof: { ...proof, hashes: proof.hashes.toReversed() } });
      refused(entry, { ...head, logHash: head.logHash.map((byte) => byte ^ 1) as Buffer });
    }
  });
});
