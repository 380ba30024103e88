import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Call = { readonly id: number; readonly method: string; readonly params: readonly unknown[] };
export type Answer = { readonly id: unknown; readonly result?: unknown };
/** What a node makes of a batch, given a way to ask an honest one. `say` writes the answer as it is. */
export type Lie = (
  calls: readonly Call[],
  honest: (calls: readonly Call[]) => Promise<readonly Answer[]>,
  say: ServerResponse,
) => Promise<readonly Answer[] | undefined>;

/** A node that tells a lie about the chain that `target` serves. */
export async function lyingNode(target: string, lie: Lie): Promise<{ url: string; close: () => Promise<void> }> {
  const honest = async (calls: readonly Call[]): Promise<readonly Answer[]> =>
    (
      await fetch(target, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(calls),
      })
    ).json() as Promise<readonly Answer[]>;
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req as AsyncIterable<Buffer>) parts.push(part);
    const asked = JSON.parse(Buffer.concat(parts).toString()) as Call | readonly Call[];
    const answers = await lie(Array.isArray(asked) ? asked : [asked as Call], honest, res);
    if (!answers) return;
    res
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify(Array.isArray(asked) ? answers : answers[0]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
