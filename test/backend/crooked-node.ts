import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Call = { readonly id: unknown; readonly method: string; readonly params: readonly unknown[] };
/** What is answered to one call; `honest` asks the real node. To throw is to answer with an error. */
export type Way = (call: Call, honest: () => Promise<unknown>) => Promise<unknown> | unknown;
export type CrookedNode = {
  readonly url: string;
  /** Answers calls of these methods in these ways from now on, and all others honestly. */
  behave(ways: Readonly<Record<string, Way>>): void;
  /** Answers every request alike: a page, a closed socket, nothing at all; `json` is the well-behaved way. */
  manner(manner: "json" | "html" | "close" | "silence"): void;
  /** How often a method was asked since the last time that it was told how to behave. */
  count(method: string): number;
  close(): Promise<void>;
};

/** A node in front of a real one, which lies as it is told. */
export async function crookedNode(target: string): Promise<CrookedNode> {
  let [ways, manner]: [Readonly<Record<string, Way>>, string] = [{}, "json"];
  const counts = new Map<string, number>();

  async function ask(call: Call): Promise<unknown> {
    const answer = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", ...call }),
    });
    const { result, error } = (await answer.json()) as { result?: unknown; error?: object };
    if (error) throw error;
    return result;
  }
  async function answer(call: Call): Promise<object> {
    counts.set(call.method, (counts.get(call.method) ?? 0) + 1);
    try {
      const way = ways[call.method];
      const result = await (way ? way(call, () => ask(call)) : ask(call));
      return { jsonrpc: "2.0", id: call.id, result };
    } catch (error) {
      return { jsonrpc: "2.0", id: call.id, error };
    }
  }
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req as AsyncIterable<Buffer>) parts.push(part);
    if (manner === "silence") return;
    if (manner === "close") return void req.socket.destroy();
    if (manner === "html") return void res.writeHead(200, { "content-type": "text/html" }).end("<h1>Welcome</h1>");
    const body = JSON.parse(Buffer.concat(parts).toString("utf8")) as Call | Call[];
    const said = Array.isArray(body) ? await Promise.all(body.map(answer)) : await answer(body);
    res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (next) => {
      ways = next;
      counts.clear();
    },
    manner: (next) => {
      // Who was kept waiting learns that it was in vain.
      if (manner === "silence") server.closeAllConnections();
      manner = next;
    },
    count: (method) => counts.get(method) ?? 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
