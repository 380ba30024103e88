import { HEARTBEAT } from "#core/anchor/head.ts";
import { base64, concat, fromHex } from "#core/bytes.ts";
import { HEAD_ANCHORED } from "#core/chain/views.ts";
import { receiptKey } from "#core/ethereum/receipt.ts";
import { encodeRlp, scalar } from "#core/ethereum/rlp.ts";
import { buildTrie } from "#core/ethereum/trie-build.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { Refusal } from "#core/refusal.ts";
import { type Draft, type Node, quantity, readBlock } from "./sealed-headers.ts";

type Log = {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly logIndex: string;
};
type Receipt = {
  readonly type?: string;
  readonly status: string;
  readonly cumulativeGasUsed: string;
  readonly logsBloom: string;
  readonly logs: readonly Log[];
};

const MOST_TRANSACTIONS = 1024;

/** The newest anchor or heartbeat of our log, from block `since` on, by its receipt. */
export async function draftReceiptProof(node: Node, { chain, log }: Policy, since: number): Promise<Draft> {
  const logs = (await node("eth_getLogs", [
    {
      address: chain.contracts.LogAnchor,
      topics: [[`0x${HEAD_ANCHORED}`, `0x${HEARTBEAT}`], `0x${log.id}`],
      fromBlock: quantity(since),
      toBlock: "latest",
    },
  ])) as (Log & { blockNumber: string; transactionIndex: string })[];
  const newest = logs.at(-1);
  if (!newest) throw new Refusal("anchor-proof-wrong", { problem: "no anchor" });
  const block = await readBlock(node, Number(newest.blockNumber));
  const receipts = await receiptsOf(node, block.transactions as readonly string[]);
  const transaction = Number(newest.transactionIndex);
  const trie = buildTrie(
    nobleEthereum.keccak256,
    receipts.map((receipt, at) => [receiptKey(at), encode(receipt)]),
  );
  return {
    block,
    proofUnder: (headers) => ({
      driver: "receipt-proof",
      headers,
      receipt: trie.prove(receiptKey(transaction)).map(base64),
      transaction,
      log: (receipts[transaction]?.logs ?? []).findIndex(({ logIndex }) => logIndex === newest.logIndex),
    }),
  };
}

async function receiptsOf(node: Node, transactions: readonly string[]): Promise<readonly Receipt[]> {
  if (transactions.length > MOST_TRANSACTIONS)
    throw new Refusal("too-many", { limit: MOST_TRANSACTIONS, count: transactions.length });
  return Promise.all(transactions.map(async (hash) => (await node("eth_getTransactionReceipt", [hash])) as Receipt));
}

/** EIP-2718: the type, if any, before the RLP. */
function encode({ type = "0x0", status, cumulativeGasUsed, logsBloom, logs }: Receipt): Uint8Array {
  const body = encodeRlp([
    scalar(BigInt(status)),
    scalar(BigInt(cumulativeGasUsed)),
    data(logsBloom),
    logs.map((log) => [data(log.address), log.topics.map(data), data(log.data)]),
  ]);
  return Number(type) === 0 ? body : concat(Uint8Array.of(Number(type)), body);
}

const data = (text: string): Uint8Array => fromHex(text.slice(2).toLowerCase());
