import { hex } from "#core/bytes.ts";
import { logIdOf } from "#scripts/deploy.ts";
import { hugeTree } from "#test/core/huge-tree.ts";
import type { World } from "./chain.ts";
import { cosign, type Signed, witnesses } from "./cosigner.ts";

const P = 2 ** 30;
/** From the shortest proof to the longest and dearest there is at this size: 32 nodes, of which 29 are hashed twice. */
const growths: readonly (readonly [string, number, number])[] = [
  ["2^30 → 2^30+1", P, P + 1],
  ["2^30+256 → 2^30+512", P + 256, P + 512],
  ["2^30−10000 → 2^30", P - 10_000, P],
  ["2^30+1 → 2^31−1", P + 1, 2 * P - 1],
  ["2^30−1 → 2^30", P - 1, P],
  ["2^30−1 → 2^30+1", P - 1, P + 1],
];
const nobody: string[] = [];

/** What a log costs that holds a billion entries, by what is done: whole transactions. */
export async function anchorGas(world: World): Promise<Record<string, number>> {
  const gas: Record<string, number> = {};
  for (const quorum of [0, 3]) {
    for (const [name, from, to] of growths) {
      const log = await openLog(world, `${name} ${quorum}`, quorum);
      const tree = hugeTree(BigInt(from - 1));
      await log.anchor(from, tree.root(from), []);
      gas[`anchor ${name}, quorum ${quorum}`] = await log.anchor(to, tree.root(to), tree.proof(from, to));
    }
  }
  for (const quorum of [0, 3]) {
    const log = await openLog(world, `all ${quorum}`, quorum);
    const of = (what: string) => `${what}, quorum ${quorum}`;
    gas[of("register")] = log.registered;
    const root = hugeTree(0n).root(1);
    gas[of("anchor first")] = await log.anchor(1, root, []);
    gas[of("heartbeat")] = await log.run("heartbeat", "Heartbeat", { index: 1, beat: 1 });
    gas[of("propose witnesses")] = await log.send("proposeWitnessChange", quorum === 0 ? nobody : log.others, quorum);
    gas[of("cancel witnesses")] = await log.send("cancelWitnessChange");
    gas[of("freeze")] = await log.run("freeze", "Freeze", { size: 1, root: `0x${hex(root)}` });
  }
  return gas;
}

async function openLog({ contracts, deployment, relay }: World, name: string, quorum: number) {
  const key = new Uint8Array(32).fill(1);
  const logId = `0x${logIdOf(name, key)}`;
  const five = witnesses(quorum === 0 ? 0 : 5);
  const call = async (method: string, ...args: unknown[]): Promise<number> => {
    const sent = await contracts.LogAnchor.getFunction(method).send(logId, ...args);
    return Number((await sent.wait())?.gasUsed);
  };
  const signed = (what: Signed, message: Record<string, string | number>) =>
    cosign(deployment, five.slice(0, quorum), what, { logId, ...message });
  return {
    registered: await call(
      "register",
      name,
      key,
      relay,
      five.map(({ address }) => address),
      quorum,
    ),
    others: five.slice(1).map(({ address }) => address),
    send: call,
    anchor: async (size: number, hash: Uint8Array, proof: readonly Uint8Array[]) => {
      const root = `0x${hex(hash)}`;
      const nodes = proof.map((node) => `0x${hex(node)}`);
      return call("anchor", size, root, nodes, await signed("Head", { size, root }));
    },
    run: async (method: string, what: Signed, message: Record<string, string | number>) =>
      call(method, await signed(what, message)),
  };
}
