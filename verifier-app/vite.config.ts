import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

const here = import.meta.dirname;

/** Lazy chunks here have no style sheet to preload, so `import()` needs no helper around it. */
const plainImport: Plugin = {
  name: "plain-import",
  enforce: "pre",
  load: (id) => (id.includes("vite/preload-helper") ? "export const __vitePreload = (load) => load();" : undefined),
};

/** core is pure: a module of it whose exports nobody uses may go. */
const outsideCore = (id: string): boolean => !id.includes("/core/");
const preact = (file: string): string => join(here, "../node_modules/preact/src", file);
/** A component needs only what makes a node, so that Preact's renderer stays out of the first chunk; both are of one source. */
const nodes: Plugin = {
  name: "nodes",
  enforce: "pre",
  transform: (code, id) =>
    id.endsWith(".tsx")
      ? `import { createElement as h, Fragment } from ${JSON.stringify(preact("create-element.js"))};${code}`
      : undefined,
  // No component here catches another's error, and Preact's search for one that does would bring the renderer along.
  resolveId: (source, importer) =>
    source === "./diff/catch-error" && importer === preact("options.js") ? "\0throw-error" : undefined,
  load: (id) => (id === "\0throw-error" ? "export const _catchError = (error) => { throw error; };" : undefined),
};
/** Of the page: comments for whoever reads the source are not sent, the two marks for the service are. */
const withoutComments: Plugin = {
  name: "without-comments",
  transformIndexHtml: (html) => html.replace(/<!--(?!server:)[\s\S]*?-->/g, "").replace(/\n\s+/g, "\n"),
};

/**
 * The built page begins with a few words of script, which the service allows by their hash, and nothing else by name: they fetch the page's
 * own script, and only what that loads runs (CSP 3 §8.2, 'strict-dynamic'). After some seconds without it they say that nothing was checked.
 */
export const loader: Plugin = {
  name: "loader",
  enforce: "post",
  transformIndexHtml: {
    order: "post",
    handler: (html) =>
      html.replace(
        /<script type="module"[^>]* src="([^"]+)"><\/script>/,
        (_, src: string) => `<script>${loading(JSON.stringify(src))}</script>`,
      ),
  },
};

/**
 * Nearly all that the page's first script has is called before the verdict: read at once, its functions are read once (Chromium 136, explicit
 * compile hints). Others pass over the comment.
 */
const readAtOnce: Plugin = {
  name: "read-at-once",
  enforce: "post",
  generateBundle: (_, bundle) => {
    for (const chunk of Object.values(bundle))
      if (chunk.type === "chunk" && chunk.isEntry) chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
  },
};

const loading = (src: string): string =>
  `{let u=${src},t=self.trustedTypes,s=document.createElement("script");s.type="module";s.src=t?t.createPolicy("start",{createScriptURL:()=>u}).createScriptURL(u):u;document.head.append(s);setTimeout(()=>{if(self.old)old.hidden=!1},9e3)}`;

/** `npx vite build verifier-app`: one page, hashed files under /assets, inline only the few words that load them, and a first verdict under 30 KB (test/verifier/budget.test.ts). */
export default defineConfig({
  root: here,
  base: "/",
  publicDir: "public",
  plugins: [plainImport, nodes, withoutComments, loader, readAtOnce],
  resolve: {
    alias: [
      { find: "zod/mini", replacement: join(here, "small-zod.ts") },
      { find: /^preact$/, replacement: preact("index.js") },
      { find: /^preact\/hooks$/, replacement: preact("../hooks/src/index.js") },
    ],
  },
  oxc: {
    jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment", development: false },
  },
  worker: { format: "es", rollupOptions: { treeshake: { moduleSideEffects: outsideCore } } },
  build: {
    outDir: "../.out/verifier-app",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      treeshake: { moduleSideEffects: outsideCore },
      onLog: (level, log, handle) => {
        if (log.code === "IMPORT_IS_UNDEFINED" || log.code === "MISSING_EXPORT") throw new Error(log.message);
        handle(level, log);
      },
    },
  },
});
