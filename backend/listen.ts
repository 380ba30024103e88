import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export type Listening = { readonly port: number; close(): Promise<void> };

const CLOSE_GRACE_MS = 2000;

/** Listens with bounds on how slowly a request may come in. */
export async function listen(app: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000, maxHeaderSize: 16_384 },
    app,
  );
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
