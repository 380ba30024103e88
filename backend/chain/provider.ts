import { type JsonRpcPayload, JsonRpcProvider, type JsonRpcResult, Network } from "ethers";
import { Refusal } from "#core/refusal.ts";
import { nodes } from "./nodes.ts";

/** The nodes that we read from and send through, as one. No answer, or none that is JSON-RPC, is `chain-unreachable`. */
class NodeProvider extends JsonRpcProvider {
  readonly #send: ReturnType<typeof nodes>;
  constructor(urls: readonly string[], network: Network) {
    super(urls[0], network, {
      staticNetwork: network,
      // No cache: what was asked a moment ago may have changed by our own transaction.
      cacheTimeout: -1,
      pollingInterval: 500,
      batchMaxCount: 64,
    });
    this.#send = nodes(urls, network);
  }
  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    try {
      return await this.#send(payload);
    } catch {
      throw new Refusal("chain-unreachable");
    }
  }
}

/** @param urls  addresses of nodes of one chain, the preferred first */
export const providerOf = (urls: readonly string[], chainId: number): JsonRpcProvider =>
  new NodeProvider(urls, Network.from(chainId));
