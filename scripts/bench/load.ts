import { Agent, request } from "node:http";

/** Bodies that one sender sends one after another: each may name the hash of the one before. */
export type Sender = readonly { readonly path: string; readonly body: string }[];

/** Sends everything, each sender over a connection of its own; returns milliseconds from request to answer, and for all. */
export async function send(url: string, senders: readonly Sender[]): Promise<{ each: number[]; all: number }> {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: senders.length });
  const each: number[] = [];
  const began = performance.now();
  const post = (path: string, body: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const sent = performance.now();
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      request({ agent, hostname, port, path, headers, method: "POST" }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.once("end", () => {
          each.push(performance.now() - sent);
          if (response.statusCode === 201 || response.statusCode === 202) return resolve();
          reject(new Error(`${response.statusCode} ${Buffer.concat(parts).toString().slice(0, 300)}`));
        });
      })
        .once("error", reject)
        .end(body);
    });
  await Promise.all(
    senders.map(async (sender) => {
      for (const { path, body } of sender) await post(path, body);
    }),
  );
  agent.destroy();
  return { each, all: performance.now() - began };
}

/** Asks for one address after another. */
export async function ask(urls: readonly string[], headers: Readonly<Record<string, string>> = {}): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const each: number[] = [];
  for (const url of urls) {
    const sent = performance.now();
    await new Promise<void>((resolve, reject) => {
      request(url, { agent, headers }, (response) => {
        response.resume().once("end", () => {
          each.push(performance.now() - sent);
          if (response.statusCode === 200) resolve();
          else reject(new Error(`${url} answers ${response.statusCode}`));
        });
      })
        .once("error", reject)
        .end();
    });
  }
  agent.destroy();
  return each;
}
