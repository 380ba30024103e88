import { hex } from "#core/bytes.ts";
import { parseHeader } from "#core/ethereum/header.ts";
import { encodeRlp } from "#core/ethereum/rlp.ts";
import type { JsonRpc } from "./json-rpc.ts";
import { headerOfRpc, type RpcBlock } from "./rpc-header.ts";
import { hashOfQbft, qbftHeader, sealHeader, type Validator } from "./seal.ts";

/** Sealed headers that are kept: a seal takes a millisecond, and the newest blocks are asked for again and again. */
const MOST_KEPT = 1024;

/**
 * Tells an engine's blocks as a QBFT consortium would have agreed on them: stands for its validators, which cannot run here. State, transactions and
 * receipts are the engine's. Headers list the validators and carry the seals of all but one, each names its parent by that one's own hash, and wherever
 * an answer or a question names a block it is by the sealed header's hash. Inside the EVM, BLOCKHASH still gives the engine's.
 */
export function sealChain(engine: JsonRpc, validators: readonly Validator[]): JsonRpc {
  const addresses = validators.map(({ address }) => address);
  const [toSealed, toEngine, kept] = [
    new Map<string, string>(),
    new Map<string, string>(),
    new Map<string, Uint8Array>(),
  ];
  let [height, reading] = [-1, Promise.resolve()];

  const unsealed = (block: RpcBlock) => qbftHeader(headerOfRpc(block).fields, addresses);
  const readOn = async (): Promise<void> => {
    const newest = Number(await engine("eth_blockNumber", []));
    for (; height < newest; height++) {
      const block = (await engine("eth_getBlockByNumber", [`0x${(height + 1).toString(16)}`, false])) as RpcBlock;
      const hash = `0x${hex(hashOfQbft(unsealed(renamed(block, toSealed) as RpcBlock)))}`;
      toSealed.set(String(block.hash), hash);
      toEngine.set(hash, String(block.hash));
    }
  };
  const headerOf = (block: RpcBlock): Uint8Array => {
    const hash = String(block.hash);
    const known = kept.get(hash);
    if (known) return known;
    const header = unsealed(block);
    // One is always away, each in turn: whoever checks must be content with the rest.
    const present = validators.filter((_, n) => header.number > 0 && n !== header.number % validators.length);
    const bytes = sealHeader(header, present);
    kept.set(hash, bytes);
    for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
    return bytes;
  };

  return async (method, params) => {
    const answer = await engine(method, renamed(params, toEngine) as readonly unknown[]);
    // After the answer, so that no block in it is without its sealed hash.
    reading = reading.catch(() => undefined).then(readOn);
    await reading;
    const told = renamed(answer, toSealed);
    return isBlock(told) && toEngine.has(String(told.hash)) ? withHeader(told, headerOf(told)) : told;
  };
}

const isBlock = (value: unknown): value is RpcBlock =>
  typeof value === "object" && value !== null && "parentHash" in value && "extraData" in value;

/** The same with every hash that the map knows put in the other way. */
function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, names)]));
}

function withHeader(block: RpcBlock, bytes: Uint8Array): RpcBlock {
  const header = parseHeader(bytes);
  const longer = bytes.length - encodeRlp(headerOfRpc(block).fields).length;
  return {
    ...block,
    difficulty: "0x1",
    totalDifficulty: `0x${(header.number + 1).toString(16)}`,
    extraData: `0x${hex(header.extraData)}`,
    mixHash: `0x${hex(header.mixHash)}`,
    nonce: `0x${"0".repeat(16)}`,
    size: `0x${(Number(block.size) + longer).toString(16)}`,
  };
}
