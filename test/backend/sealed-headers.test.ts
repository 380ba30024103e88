import { describe, expect, it } from "vitest";
import type { Validator } from "#backend/chain/seal.ts";
import { headersTo, type Node, readBlock, type Trail } from "#backend/evidence/sealed-headers.ts";
import { hex } from "#core/bytes.ts";
import { parseHeader } from "#core/ethereum/header.ts";
import { followHeaders } from "#core/ethereum/seals.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { addressesOf, consortium, sealedBlock } from "../core/consortium.ts";
import { refusedLater } from "../core/refused.ts";

const eight = consortium(8);
const pinned = addressesOf(eight.slice(0, 4));
const fresh: Trail = { headers: [], validators: pinned, number: 1 };

/** A chain of 5,000 blocks whose validators are, from each given block on, the four that begin at the given one of eight. */
function chain(changes: readonly (readonly [from: number, first: number])[]) {
  let reads = 0;
  const at = (number: number): readonly Validator[] => {
    const first = changes.findLast(([from]) => number >= from)?.[1] ?? 0;
    return eight.slice(first, first + 4);
  };
  const node: Node = async (_method, [name]) => {
    reads += 1;
    const number = name === "latest" ? 5000 : Number(name);
    return rpcBlock(sealedBlock(at(number), at(number), { number, timestamp: 1_770_000_000 + number }));
  };
  return { node, reads: () => reads };
}

/** The header as a node tells it. */
function rpcBlock(bytes: Uint8Array): Record<string, string> {
  const names =
    "parentHash sha3Uncles miner stateRoot transactionsRoot receiptsRoot logsBloom difficulty number gasLimit gasUsed timestamp extraData mixHash nonce";
  const { fields } = parseHeader(bytes);
  return Object.fromEntries(names.split(" ").map((name, at) => [name, `0x${hex(fields[at] ?? Uint8Array.of())}`]));
}
const lead = async ({ node }: ReturnType<typeof chain>, from = fresh) =>
  headersTo(node, await readBlock(node, "latest"), from);

describe("the way to a sealed block", () => {
  it("is the block alone while the pinned validators seal, and while one of four was replaced", async () => {
    for (const changes of [[], [[3000, 1]]] as const) {
      const there = chain(changes);
      expect((await lead(there)).headers).toHaveLength(1);
      expect(there.reads()).toBe(1);
    }
  });

  it("holds one header for each change that it needs, found in few reads, and a reader accepts it", async () => {
    const there = chain([
      [700, 1],
      [1800, 2],
      [1801, 3],
      [4200, 4],
    ]);
    const { headers, trail } = await lead(there);
    expect(headers.length).toBeLessThanOrEqual(5);
    expect(there.reads()).toBeLessThan(120);
    const block = followHeaders(nobleEthereum, headers, pinned);
    expect([block.header.number, block.validators]).toEqual([5000, addressesOf(eight.slice(4))]);
    const again = there.reads();
    expect((await lead(there, trail)).headers).toHaveLength(headers.length);
    expect(there.reads()).toBe(again + 1);
  });

  it("is found from validators pinned long after the first block", async () => {
    const later: Trail = { ...fresh, validators: addressesOf(eight.slice(1, 5)) };
    const { headers } = await lead(
      chain([
        [700, 1],
        [3000, 2],
        [3001, 3],
      ]),
      later,
    );
    expect(followHeaders(nobleEthereum, headers, later.validators).header.number).toBe(5000);
  });

  it("does not exist when all validators changed at once", async () => {
    expect(await refusedLater(() => lead(chain([[2500, 4]])))).toBe("seals-too-few");
  });
});
