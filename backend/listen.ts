import { createServer, type RequestListener, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Refusal } from "#core/refusal.ts";
import { problemOf } from "./http/problem.ts";

export type Listening = { readonly port: number; close(): Promise<void> };
/** How long a request may take to come in, milliseconds, and how often that is looked at. */
export type Patience = {
  readonly requestTimeout: number;
  readonly headersTimeout: number;
  readonly connectionsCheckingInterval: number;
};

const PATIENCE: Patience = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 5_000 };
const CLOSE_GRACE_MS = 2000;
/** Longer than proxies and clients keep an idle connection: who asks hangs up first, so no request meets a closing door. */
const KEEP_ALIVE_MS = 65_000;

/** Listens with bounds on how slowly a request may come in. */
export async function listen(
  app: RequestListener,
  host: string,
  port: number,
  patience: Patience = PATIENCE,
): Promise<Listening> {
  const server = createServer({ ...patience, keepAliveTimeout: KEEP_ALIVE_MS, maxHeaderSize: 16_384 }, app);
  const answers = new WeakMap<Socket, ServerResponse>();
  server.prependListener("request", (req, res) => answers.set(req.socket, res));
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    const under = answers.get(socket);
    // Into an answer that has begun nothing can be said.
    const silent = !socket.writable || (under?.headersSent === true && !under.writableFinished);
    if (silent) socket.destroy();
    else sayNo(socket, refusalOf(error));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** What Node's parser gives up on before there is a request. */
function refusalOf({ code }: NodeJS.ErrnoException): Refusal {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return new Refusal("request-too-slow");
  if (code === "HPE_HEADER_OVERFLOW") return new Refusal("headers-too-large");
  return new Refusal("request-malformed");
}

function sayNo(socket: Socket, refusal: Refusal): void {
  const problem = problemOf(refusal);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    "content-type: application/problem+json",
    `content-length: ${Buffer.byteLength(body)}`,
    "cache-control: no-store",
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
