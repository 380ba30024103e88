import { createHash } from "node:crypto";
import { join } from "node:path";
import { defineConfig, type Plugin, type Rolldown } from "vite";
import page, { loader, noModule } from "../vite.config.ts";

const here = import.meta.dirname;

const withoutWorker: Plugin = {
  name: "without-worker",
  enforce: "pre",
  resolveId: (source) => {
    if (source === "./slow-cryptography.ts") return join(here, "../cryptography-here.ts");
    if (source === "./recognition-proof.ts") return join(here, "recognition-here.ts");
    return source === "./in-worker.ts" ? join(here, "reader-here.ts") : undefined;
  },
};

/** The second chunk's style sheet goes with the first: what is left to load is empty. */
const withoutSecondStyle: Plugin = {
  name: "without-second-style",
  enforce: "pre",
  resolveId: (source, importer) =>
    source.endsWith(".css?url") ? `\0${join(importer ?? "", "..", source)}` : undefined,
  load: (id) =>
    id.startsWith("\0") && id.endsWith(".css?url")
      ? `import ${JSON.stringify(id.slice(1, -"?url".length))}; export default "data:text/css,";`
      : undefined,
};

const sha256 = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Puts script and style into the page, with a policy that lets only these two run and only to nodes that a person named. */
const oneFile = (name: string): Plugin => ({
  name: "one-file",
  enforce: "post",
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      const files = Object.values(bundle);
      const script = only(files, "js");
      const style = only(files, "css");
      const page = only(files, "html");
      const code = textOf(script).replaceAll("</script", "<\\/script");
      const css = textOf(style);
      const rules = [
        "default-src 'none'",
        `script-src ${sha256(code)}`,
        `style-src ${sha256(css)} data:`,
        "img-src data: blob:",
        "connect-src http: https:",
        "base-uri 'none'",
        "form-action 'none'",
      ].join("; ");
      const html = textOf(page)
        .replace(/<script[^>]*><\/script>/, "")
        .replace(/<link rel="stylesheet"[^>]*>/, "")
        .replace(
          "<meta charset",
          () => `<meta http-equiv="Content-Security-Policy" content="${rules}" />\n    <meta charset`,
        )
        .replace("</head>", () => `<style>${css}</style>\n  </head>`)
        .replace("</body>", () => `<script type="module">${code}</script>\n  </body>`);
      for (const { fileName } of files) delete bundle[fileName];
      this.emitFile({ type: "asset", fileName: name, source: html });
    },
  },
});

type File = Rolldown.OutputBundle[string];
const textOf = (file: File): string => (file.type === "chunk" ? file.code : String(file.source));

/** Exactly one file of a kind: a second would be left out of the page and out of its hash. */
function only(files: readonly File[], kind: string): File {
  const found = files.filter(({ fileName }) => fileName.endsWith(`.${kind}`));
  if (found.length !== 1 || !found[0]) throw new Error(`one ${kind} file was expected, there are ${found.length}`);
  return found[0];
}

/** `npx vite build --config verifier-app/alone/vite.config.ts`: the whole verifier as one file, the same bytes each time. */
export default defineConfig({
  ...page,
  root: here,
  publicDir: false,
  plugins: [
    ...(page.plugins ?? []).filter((plugin) => plugin !== loader && plugin !== noModule),
    withoutWorker,
    withoutSecondStyle,
    oneFile("liangji-verifier.html"),
  ],
  build: {
    ...page.build,
    outDir: join(here, "../../.out/verifier-app"),
    // Beside the page, which the service serves; the page is built first.
    emptyOutDir: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    rollupOptions: { ...page.build?.rollupOptions, output: { codeSplitting: false } },
  },
});
