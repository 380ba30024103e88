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

/** What nodes agree on about one bundle, or why nothing is known. */
export type ChainSaid = ChainView | Unavailable;

const MOST_CALLS = 60;
/** Which chain a node is on, and its newest block. */
const newest: readonly Asked[] = [
  { method: "eth_chainId", params: [] },
  { method: "eth_getBlockByNumber", params: ["latest", false] },
];

type Head = { readonly number: number; readonly time: number };

/**
 * What nodes agree on about one bundle.
 *
 * @param guess  which block is the newest, by whoever's word (0 or NaN: nobody's)
 */
export const askChain = (
  bundle: Bundle,
  policy: Policy,
  now: number,
  rpc: Rpc,
  sha256: Hash,
  guess = 0,
): Promise<ChainSaid> =>
  agree(
    policy,
    rpc,
    // A phone whose clock is behind must still see a withdrawal that the chain already dates later.
    ({ number, time }) => questions(bundle, policy, Math.max(now, time), number, sha256),
    (calls, answers, nodes) => viewFrom(bundle, calls, answers, nodes),
    { number: guess, time: now },
  );

/**
 * Asks every node of the policy the same questions at one block; a view only where at least `quorum` nodes say the same.
 *
 * @param guess  if `quorum` nodes agree that this block is the newest, and it is no later than this time, their answers came in the same round trip
 */
export async function agree<C extends Asked, View>(
  policy: Policy,
  rpc: Rpc,
  callsAt: (head: Head) => readonly C[],
  viewOf: (calls: readonly C[], answers: readonly unknown[], nodes: ChainView["nodes"]) => View | undefined,
  guess: Head = { number: 0, time: 0 },
): Promise<View | Unavailable> {
  const { rpc: urls, quorum, chainId } = policy.chain;
  const ask = async (at: Head) => {
    const calls = at.number ? callsAt(at) : [];
    const answers = await Promise.allSettled(urls.map((url) => askNode(rpc, url, chainId, calls)));
    const said = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    return { calls, said, head: said.map(({ head }) => head).sort((a, b) => b.number - a.number)[quorum - 1] };
  };
  const none = (unavailable: Unavailable["unavailable"]): Unavailable => ({ unavailable, nodes: urls.length });
  let round = await ask(guess);
  // A node that knows no such block answers none of the questions at it.
  if (!round.head && guess.number) round = await ask({ ...guess, number: 0 });
  const { head } = round;
  if (head && (head.number !== guess.number || head.time > guess.time)) round = await ask(head);
  const { calls, said } = round;
  if (said.length < quorum) return none("chain-unreachable");
  const texts = said.map(({ answers }) => canonicalText(answers));
  const alike = texts.map((text) => texts.filter((other) => other === text).length);
  const agreed = Math.max(...alike);
  const { answers = [] } = said[alike.indexOf(agreed)] ?? {};
  if (agreed < quorum) return none("nodes-disagree");
  return viewOf(calls, answers, { asked: urls.length, agreed }) ?? none("chain-unreachable");
}

async function askNode(rpc: Rpc, url: string, chainId: number, calls: readonly Asked[]) {
  const wanted = [...newest, ...calls];
  const chunks: (typeof wanted)[] = [];
  for (let at = 0; at < wanted.length; at += MOST_CALLS) chunks.push(wanted.slice(at, at + MOST_CALLS));
  const answered = await Promise.all(
    chunks.map(async (chunk) =>
      results(
        await rpc(
          url,
          chunk.map(({ method, params }, id) => ({ jsonrpc: "2.0", id, method, params })),
        ),
        chunk.length,
      ),
    ),
  );
  const [id, block, ...answers] = answered.flat();
  if (numberAt(id) !== chainId) throw new Error("another chain");
  const { number, timestamp } = block as { number: unknown; timestamp: unknown };
  return { head: { number: numberAt(number), time: numberAt(timestamp) }, answers };
}

/** The results of a JSON-RPC batch in the order of their ids; any error or gap, or what is no list, throws and makes the node count as silent. */
function results(answer: unknown, count: number): readonly unknown[] {
  const byId = new Map((answer as { id?: unknown; result?: unknown }[]).map((one) => [one.id, one]));
  return Array.from({ length: count }, (_, id) => {
    const one = byId.get(id);
    if (one?.result === undefined) throw new Error("no result");
    return one.result;
  });
}
