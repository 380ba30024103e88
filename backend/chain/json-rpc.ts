import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export type JsonRpc = (method: string, params: readonly unknown[]) => Promise<unknown>;
type Call = { readonly jsonrpc?: unknown; readonly id?: unknown; readonly method?: unknown; readonly params?: unknown };
type Failure = { readonly code: number; readonly message: string; readonly data?: string };

const MAX_BODY = 1_048_576;
const MAX_BATCH = 256;

/** JSON-RPC 2.0 over HTTP POST, single calls and batches. */
export async function serveJsonRpc(
  request: JsonRpc,
  host: string,
  port: number,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (req, res) => {
    res.setHeader("access-control-allow-origin", "*");
    res.setHeader("access-control-allow-headers", "content-type");
    res.setHeader("access-control-allow-methods", "POST, OPTIONS");
    if (req.method === "OPTIONS") return void res.writeHead(204).end();
    if (req.method !== "POST") return void res.writeHead(405, { allow: "POST, OPTIONS" }).end();

    const body = await readBody(req);
    if (body === undefined) return void res.writeHead(413, { connection: "close" }).end();
    const reply = await answer(request, body);
    res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));

  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readBody(req: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function answer(request: JsonRpc, body: string): Promise<unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return failed(null, { code: -32700, message: "The body is not JSON" });
  }
  if (!Array.isArray(parsed)) return answerCall(request, parsed);
  if (parsed.length === 0 || parsed.length > MAX_BATCH)
    return failed(null, { code: -32600, message: `A batch has 1 to ${MAX_BATCH} calls` });
  return Promise.all(parsed.map((call: unknown) => answerCall(request, call)));
}

async function answerCall(request: JsonRpc, value: unknown): Promise<unknown> {
  const call: Call = typeof value === "object" && value !== null ? value : {};
  const params = call.params ?? [];
  if (typeof call.method !== "string" || !Array.isArray(params))
    return failed(call.id ?? null, { code: -32600, message: "Not a JSON-RPC call with params by position" });
  try {
    return { jsonrpc: "2.0", id: call.id ?? null, result: await request(call.method, params) };
  } catch (error) {
    return failed(call.id ?? null, failureOf(error));
  }
}

const failed = (id: unknown, error: Failure) => ({ jsonrpc: "2.0", id, error });

/** Engines hang the revert data on the error itself; clients look for it in `error.data`. */
function failureOf(error: unknown): Failure {
  const { code, message, data } = error as { code?: unknown; message?: unknown; data?: unknown };
  const known = { code: typeof code === "number" ? code : -32603, message: String(message ?? error) };
  return typeof data === "string" ? { ...known, data } : known;
}
