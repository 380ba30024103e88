import { roleBits } from "#core/act/states.ts";
import { fromBase64url, hex } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import { idHash } from "#core/chain/questions.ts";
import { leafOf, type Statement } from "#core/entry.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import type { ChainBatch, ChainView } from "#core/evidence/chain-view.ts";
import { leafHash, root } from "#core/log/tree.ts";
import { utcSeconds } from "#core/statement/clock.ts";
import { type Person, sha256 } from "./person.ts";

const NONE = "0".repeat(64);

/** What an honest chain would say of the world. */
export function viewOf(
  bundle: Bundle,
  people: Readonly<Record<string, Person>>,
  told: { survey: Statement; document: Statement; anchorTime: number; now: number; mintedAt: number; head: string },
): ChainView {
  const id = (text: string) => idHash(sha256, text);
  const document = (statement: Statement) => hex(sha256(canonical(statement)));
  const leavesOf = (batch: string) =>
    bundle.entries
      .filter(({ entry }) => entry.series.some((link) => link.id === `batch/${batch}`))
      .map(({ entry }) => leafHash(sha256, leafOf(entry)));
  const batch = (
    name: string,
    product: string,
    holder: string,
    sources: ChainBatch["sources"],
    plots: ChainBatch["plots"],
    certificate = NONE,
  ): ChainBatch => ({
    product: id(product),
    holder: id(holder),
    season: 2026,
    state: "closed",
    provenanceRoot: hex(root(sha256, leavesOf(name))),
    entryCount: leavesOf(name).length,
    certificate,
    recalledAt: 0,
    recallReasonHash: NONE,
    sources,
    plots,
  });
  return {
    driver: "rpc-agreement",
    nodes: { asked: 1, agreed: 1 },
    block: { number: 50, hash: "b".repeat(64), time: told.now },
    head: { root: told.head, size: bundle.entries.length, time: told.anchorTime, index: 2, frozen: false },
    anchors: bundle.anchors.map(({ index, size, root: text, time }) => ({
      index,
      size,
      root: Buffer.from(text, "base64").toString("hex"),
      time,
    })),
    mint: {
      batch: id("pack-1"),
      count: 5,
      unitGrams: 50,
      mintedAt: told.mintedAt,
      hiddenRoot: "0".repeat(64),
    },
    label: { state: "active", since: told.mintedAt + 5, reasonHash: NONE },
    batches: {
      "pack-1": batch(
        "pack-1",
        "green-tea-50g",
        "packer",
        [{ id: id("made-1"), gramsIn: 42_000, gramsOut: 42_000 }],
        [{ id: id("plot-1"), grams: 0 }],
        id("cert-1"),
      ),
      "made-1": batch(
        "made-1",
        "made-tea",
        "factory",
        [{ id: id("leaf-1"), gramsIn: 189_000, gramsOut: 42_300 }],
        [{ id: id("plot-1"), grams: 0 }],
      ),
      "leaf-1": batch("leaf-1", "fresh-leaf", "grower", [], [{ id: id("plot-1"), grams: 189_000 }]),
    },
    certificates: {
      "cert-1": {
        body: id("certifier"),
        holder: id("packer"),
        scheme: id("quality"),
        validFrom: 0,
        validTo: told.now * 2,
        documentHash: document(told.document),
        atPacking: { state: "in-force", since: told.mintedAt - 100, reasonHash: NONE },
        now: { state: "in-force", since: told.mintedAt - 100, reasonHash: NONE },
        volumes: { "green-tea-50g": { grams: 500_000, used: 42_000 } },
      },
    },
    keys: Object.fromEntries(
      bundle.entries.map(({ entry, recordedAt }) => {
        const who = people[entry.actor] as Person;
        return [
          `${entry.actor}@${utcSeconds(recordedAt)}`,
          { key: hex(fromBase64url(who.key)), roles: who.roles.reduce((bits, role) => bits | roleBits[role], 0) },
        ];
      }),
    ),
    capacities: {
      "plot-1/2026": { grams: 3_124_800, used: 189_000, surveyHash: document(told.survey), holder: id("grower") },
    },
    conversions: {
      "fresh-leaf>made-tea": { numerator: 1, denominator: 4 },
      "made-tea>green-tea-50g": { numerator: 1, denominator: 1 },
    },
  };
}
