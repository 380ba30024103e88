import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { build } from "vite";

const kinds: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** The page's own components around hand-made judgements, built as the real page is, on a port of their own. */
export async function serveGallery(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const outDir = mkdtempSync(join(tmpdir(), "liangji-gallery-"));
  const here = import.meta.dirname;
  await build({
    configFile: false, root: join(here, "../.."), base: "./", logLevel: "warn", publicDir: false,
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: { outDir, emptyOutDir: true, modulePreload: false, target: "es2022", rollupOptions: { input: join(here, "gallery.html") } },
  });
  return serve(outDir, "/test/verifier/gallery.html");
}

/** With the policy that the service sends, so that an inline style or script would show here. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

async function serve(folder: string, path: string): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    readFile(join(folder, pathname)).then(
      (body) => response.writeHead(200, { "content-type": kinds[extname(pathname)] ?? "text/plain", "content-security-policy": POLICY }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}${path}`, close: () => new Promise((done) => server.close(() => done())) };
}
