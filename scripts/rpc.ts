import type { Rpc } from "#core/chain/ask.ts";
import type { Policy } from "#core/evidence/policy.ts";

/** How a shell asks a chain node. */
export const postRpc: Rpc = async (url, body) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  return response.json();
};

/** A node that the policy names by a path lives on the host that the evidence came from. */
export const withNodesAt = (policy: Policy, host: string): Policy => ({
  ...policy,
  chain: {
    ...policy.chain,
    rpc: policy.chain.rpc.map((url) =>
      /^https?:/.test(url) || !/^https?:/.test(host) ? url : new URL(url, host).href,
    ),
  },
});
