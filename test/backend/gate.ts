import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The way to a chain, with a gate in it: while it is shut nobody answers, and a call of `never` is never answered. */
export async function gateTo(
  target: string,
  never?: string,
): Promise<{
  readonly url: string;
  shut(): void;
  open(): void;
  lead(elsewhere: string): void;
  close(): Promise<void>;
}> {
  let [shut, to] = [false, target];
  const server = createServer(async (req, res) => {
    if (shut) return void req.socket.destroy();
    const parts: Buffer[] = [];
    for await (const part of req as AsyncIterable<Buffer>) parts.push(part);
    if (never && Buffer.concat(parts).includes(`"${never}"`)) return void req.socket.destroy();
    const answer = await fetch(to, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: Buffer.concat(parts),
    });
    res.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shut: () => {
      shut = true;
    },
    open: () => {
      shut = false;
    },
    /** Whoever goes through it finds another chain: what a reorganisation looks like from outside. */
    lead: (elsewhere) => {
      to = elsewhere;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
