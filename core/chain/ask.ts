import { canonicalText } from "../canonical.ts";
import type { Hash } from "../crypto.ts";
import type { Bundle } from "../evidence/bundle.ts";
import type { ChainView } from "../evidence/chain-view.ts";
import type { Policy } from "../evidence/policy.ts";
import { numberAt } from "./answer.ts";
import { questions } from "./questions.ts";
import { viewFrom } from "./view-from.ts";

/** POSTs one JSON body to one node and gives back the parsed answer; throws when the node cannot be reached. */
export type Rpc = (url: string, body: unknown) => Promise<unknown>;
/** One JSON-RPC request; a Call says as well what its answer is about. */
export type Asked = { readonly method: string; readonly params: readonly unknown[] };
export type Unavailable = {
  readonly unavailable: "chain-unreachable" | "nodes-disagree" | "offline";
  readonly nodes: number;
};

const MOST_CALLS = 60;

/** What nodes agree on about one bundle. */
export const askChain = (
  bundle: Bundle,
  policy: Policy,
  now: number,
  rpc: Rpc,
  sha256: Hash,
): Promise<ChainView | Unavailable> =>
  agree(
    policy,
    rpc,
    // A phone whose clock is behind must still see a withdrawal that the chain already dates later.
    ({ number, time }) => questions(bundle, policy, Math.max(now, time), number, sha256),
    (calls, answers, nodes) => viewFrom(bundle, calls, answers, nodes),
  );

/** Asks every node of the policy the same questions at one block; a view only where at least `quorum` nodes say the same. */
export async function agree<C extends Asked, View>(
  policy: Policy,
  rpc: Rpc,
  callsAt: (head: { readonly number: number; readonly time: number }) => readonly C[],
  viewOf: (calls: readonly C[], answers: readonly unknown[], nodes: ChainView["nodes"]) => View | undefined,
): Promise<View | Unavailable> {
  const { rpc: urls, quorum, chainId } = policy.chain;
  const latest = await Promise.allSettled(urls.map((url) => latestBlock(rpc, url, chainId)));
  const heads = latest
    .flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))
    .sort((a, b) => b.number - a.number);
  const head = heads[quorum - 1];
  if (head === undefined) return { unavailable: "chain-unreachable", nodes: urls.length };
  const calls = callsAt(head);
  const answers = await Promise.allSettled(urls.map((url) => askNode(rpc, url, calls)));
  const said = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  if (said.length < quorum) return { unavailable: "chain-unreachable", nodes: urls.length };
  const groups = new Map<string, (readonly unknown[])[]>();
  for (const one of said) {
    const text = canonicalText(one);
    groups.set(text, [...(groups.get(text) ?? []), one]);
  }
  const [agreed] = [...groups.values()].sort((a, b) => b.length - a.length);
  const [first] = agreed ?? [];
  if (!agreed || !first || agreed.length < quorum) return { unavailable: "nodes-disagree", nodes: urls.length };
  const view = viewOf(calls, first, { asked: urls.length, agreed: agreed.length });
  return view ?? { unavailable: "chain-unreachable", nodes: urls.length };
}

const request = (id: number, { method, params }: Asked) => ({
  jsonrpc: "2.0",
  id,
  method,
  params,
});

async function latestBlock(rpc: Rpc, url: string, chainId: number): Promise<{ number: number; time: number }> {
  const [id, block] = results(
    await rpc(url, [
      request(0, { method: "eth_chainId", params: [] }),
      request(1, { method: "eth_getBlockByNumber", params: ["latest", false] }),
    ]),
    2,
  );
  if (numberAt(id) !== chainId) throw new Error("another chain");
  const { number, timestamp } = (block ?? {}) as { number?: unknown; timestamp?: unknown };
  return { number: numberAt(number), time: numberAt(timestamp) };
}

async function askNode(rpc: Rpc, url: string, calls: readonly Asked[]): Promise<readonly unknown[]> {
  const chunks: (readonly Asked[])[] = [];
  for (let at = 0; at < calls.length; at += MOST_CALLS) chunks.push(calls.slice(at, at + MOST_CALLS));
  const answered = await Promise.all(
    chunks.map(async (chunk) =>
      results(
        await rpc(
          url,
          chunk.map((call, id) => request(id, call)),
        ),
        chunk.length,
      ),
    ),
  );
  return answered.flat();
}

/** The results of a JSON-RPC batch in the order of their ids; any error or gap makes the node count as silent. */
function results(answer: unknown, count: number): readonly unknown[] {
  if (!Array.isArray(answer) || answer.length !== count) throw new Error("not a whole batch");
  const byId = new Map((answer as { id?: unknown; result?: unknown }[]).map((one) => [one.id, one]));
  return Array.from({ length: count }, (_, id) => {
    const one = byId.get(id);
    if (one?.result === undefined) throw new Error("no result");
    return one.result;
  });
}
