import { FetchRequest, type JsonRpcPayload, JsonRpcProvider, type JsonRpcResult, type Network } from "ethers";

const TIMEOUT_MS = 10_000;
const PROBE_TIMEOUT_MS = 3000;
/** A node this many blocks behind another is asked last. */
const MOST_BEHIND = 5;
const PROBE_EVERY_MS = 10_000;

type Answers = (payload: JsonRpcPayload | JsonRpcPayload[]) => Promise<JsonRpcResult[]>;
type Standing = { readonly send: Answers; readonly height: number | undefined };

/** One endpoint that nodes behind several addresses answer: the first that is on the right chain, answers, and is not behind. */
export function nodes(urls: readonly string[], network: Network): Answers {
  const every = urls.map((url) => sender(url, network, TIMEOUT_MS));
  const probes = urls.map((url) => sender(url, network, PROBE_TIMEOUT_MS));
  let order: Promise<readonly Answers[]> = Promise.resolve(every);
  let probedAt = Number.NEGATIVE_INFINITY;

  /** Whoever asks while the nodes are being looked at waits for what is found: an unknown node is never believed meanwhile. */
  function ordered(): Promise<readonly Answers[]> {
    if (urls.length > 1 && performance.now() - probedAt >= PROBE_EVERY_MS) {
      probedAt = performance.now();
      order = probe();
    }
    return order;
  }

  async function probe(): Promise<readonly Answers[]> {
    const standings = await Promise.all(
      every.map(async (send, n): Promise<Standing> => ({ send, height: await heightOf(probes[n] ?? send, network) })),
    );
    const best = Math.max(...standings.map(({ height }) => height ?? -1));
    const able = standings.filter(({ height }) => height !== undefined);
    const [level, behind] = [true, false].map((is) =>
      able.filter(({ height = 0 }) => best - height <= MOST_BEHIND === is).map(({ send }) => send),
    );
    // None was reached: they are looked at again at the next call, not after a while.
    if (able.length === 0) probedAt = Number.NEGATIVE_INFINITY;
    return [...(level ?? []), ...(behind ?? [])];
  }

  return async (payload) => {
    let reason: unknown = new Error("no node is on this chain");
    const able = await ordered();
    // A transaction goes to every node: one that keeps it to itself holds up nothing.
    const transactions = [payload].flat().filter(({ method }) => method === "eth_sendRawTransaction");
    if (transactions.length > 0) for (const send of able.slice(1)) void send(transactions).catch(() => undefined);
    for (const send of able)
      try {
        return await send(payload);
      } catch (error) {
        reason = error;
        // Whoever failed is looked at anew before it is asked again.
        probedAt = Number.NEGATIVE_INFINITY;
      }
    throw reason;
  };
}

/** The node's newest block, if it is on this chain at all. */
async function heightOf(send: Answers, network: Network): Promise<number | undefined> {
  try {
    const [id, height] = await send([
      { jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] },
      { jsonrpc: "2.0", id: 2, method: "eth_blockNumber", params: [] },
    ]);
    return BigInt(String(id?.result)) === network.chainId ? Number(height?.result) : undefined;
  } catch {
    return undefined;
  }
}

function sender(url: string, network: Network, timeout: number): Answers {
  const request = new FetchRequest(url);
  request.timeout = timeout;
  const provider = new JsonRpcProvider(request, network, { staticNetwork: network });
  return (payload) => provider._send(payload);
}
