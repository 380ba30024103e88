import { Agent, request } from "node:http";

export type Reply = { readonly status: number; readonly text: string };
/** When a phone loses its signal: before the request is out, once it is out, or while the answer comes in. */
export type Loss = "on the way there" | "before the answer" | "within the answer";

/** Sends JSON over connections that are kept, `atOnce` at a time, and drops what it is told to drop. */
export function senderTo(url: string, atOnce: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const target = new URL(url);
  const options = { agent, host: target.hostname, port: target.port, method: "POST" };

  /** The whole reply, or undefined: lost, whatever the service made of it. */
  const send = (path: string, body: string, loss?: Loss): Promise<Reply | undefined> =>
    new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      const sent = request({ ...options, path, headers }, (response) => {
        if (loss) {
          sent.destroy();
          return resolve(undefined);
        }
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") }),
        );
      });
      sent.on("error", (error) => (loss ? resolve(undefined) : reject(error)));
      if (loss === "on the way there") {
        sent.write(body.slice(0, body.length / 2), () => sent.destroy());
        sent.on("close", () => resolve(undefined));
        return;
      }
      if (loss === "before the answer") sent.on("finish", () => sent.destroy()).on("close", () => resolve(undefined));
      sent.end(body);
    });

  return { send, close: () => agent.destroy() };
}

/** Does all of `work`, at most `atOnce` of it at a time. */
export async function inParallel<T>(
  atOnce: number,
  list: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < list.length; at = next++) await work(list[at] as T);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
