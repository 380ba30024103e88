import { fromHex } from "#core/bytes.ts";
import { type Header, parseHeader } from "#core/ethereum/header.ts";
import { encodeRlp, scalar } from "#core/ethereum/rlp.ts";

/** A block as JSON-RPC tells it. */
export type RpcBlock = Readonly<Record<string, unknown>>;

/** The header's fields by their JSON-RPC names, in the header's order; a number is a quantity, anything else data. */
const names = [
  ["parentHash"],
  ["sha3Uncles"],
  ["miner"],
  ["stateRoot"],
  ["transactionsRoot"],
  ["receiptsRoot"],
  ["logsBloom"],
  ["difficulty", "number"],
  ["number", "number"],
  ["gasLimit", "number"],
  ["gasUsed", "number"],
  ["timestamp", "number"],
  ["extraData"],
  ["mixHash"],
  ["nonce"],
  ["baseFeePerGas", "number"],
  ["withdrawalsRoot"],
  ["blobGasUsed", "number"],
  ["excessBlobGas", "number"],
  ["parentBeaconBlockRoot"],
  ["requestsHash"],
] as const;

/** Puts the header together again; whether it has the block's hash is for the caller to see. Refuses what is no header. */
export function headerOfRpc(block: RpcBlock): Header {
  const fields = names.flatMap(([name, kind]) => {
    const value = block[name];
    if (typeof value !== "string") return [];
    return [kind === "number" ? scalar(BigInt(value)) : fromHex(value.slice(2).toLowerCase())];
  });
  return parseHeader(encodeRlp(fields));
}
