import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { build } from "vite";
import { fillPage } from "#backend/http/page.ts";
import app, { noModule } from "../../verifier-app/vite.config.ts";

const kinds: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** The page's own components around hand-made judgements, built as the real page is, on a port of their own. */
export async function serveGallery(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const outDir = mkdtempSync(join(tmpdir(), "liangji-gallery-"));
  const here = import.meta.dirname;
  await build({
    ...app,
    // It waits for its words before it draws, as only modules can.
    plugins: app.plugins?.filter((plugin) => plugin !== noModule) ?? [],
    configFile: false,
    root: join(here, "../.."),
    base: "./",
    logLevel: "warn",
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: true,
      modulePreload: false,
      target: "es2022",
      rollupOptions: { input: join(here, "gallery.html") },
    },
  });
  return serve((path) => readFile(join(outDir, path)), "/test/verifier/gallery.html");
}

/** The real page as the service would send it, with what it asks for answered by the test. */
export async function serveApp(
  answers: Readonly<Record<string, { readonly status: number; readonly body: string }>>,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const outDir = mkdtempSync(join(tmpdir(), "liangji-verifier-"));
  await build({ root: join(import.meta.dirname, "../../verifier-app"), logLevel: "warn", build: { outDir } });
  const page = fillPage(await readFile(join(outDir, "index.html"), "utf8"), {
    title: "示例绿茶",
    lines: ["示例绿茶", "批次 260325-01", "包装日期 2026-03-27", "尚未在您的手机上核验。"],
    sample: true,
  });
  return serve(async (path) => {
    const answer = answers[path];
    if (answer) return answer;
    return path.startsWith("/assets/") ? readFile(join(outDir, path)) : page;
  }, "/p/green-tea-50g/b/260325-01/s/7K4M9QXD2TVW7");
}

type Answer = Buffer | string | { readonly status: number; readonly body: string };

/** With the policy that the service sends, so that an inline style or script would show here. */
const policyFor = (page: string): string => {
  const inline = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? "";
  const hash = createHash("sha256").update(inline).digest("base64");
  return `default-src 'none'; script-src 'sha256-${hash}' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types start files`;
};

async function serve(
  find: (path: string) => Promise<Answer>,
  path: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    find(pathname).then(
      (answer) => {
        const { status, body } =
          typeof answer === "string" || Buffer.isBuffer(answer) ? { status: 200, body: answer } : answer;
        response
          .writeHead(status, {
            "content-type": kinds[extname(pathname)] ?? "text/html",
            "content-security-policy": policyFor(String(body)),
          })
          .end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}${path}`, close: () => new Promise((done) => server.close(() => done())) };
}
