import { FetchRequest, type JsonRpcPayload, JsonRpcProvider, type JsonRpcResult, Network } from "ethers";
import { Refusal } from "#core/refusal.ts";

const TIMEOUT_MS = 10_000;

/** The node that we read from and send through. No answer, or none that is JSON-RPC, is `chain-unreachable`. */
class NodeProvider extends JsonRpcProvider {
  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    try {
      return await super._send(payload);
    } catch {
      throw new Refusal("chain-unreachable");
    }
  }
}

/** No cache: what was asked a moment ago may have changed by our own transaction. */
export function providerOf(url: string, chainId: number): JsonRpcProvider {
  const network = Network.from(chainId);
  const request = new FetchRequest(url);
  request.timeout = TIMEOUT_MS;
  return new NodeProvider(request, network, {
    staticNetwork: network,
    cacheTimeout: -1,
    pollingInterval: 500,
    batchMaxCount: 64,
  });
}
