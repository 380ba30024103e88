import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

const here = import.meta.dirname;

/** Lazy chunks here have no style sheet to preload, so `import()` needs no helper around it. */
export const plainImport: Plugin = {
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
  transformIndexHtml: (html) => html.replace(/<!--(?!server:)[\s\S]*?-->/g, "").replace(/\n\s*/g, ""),
};

/**
 * The built page begins with a few words of script, which the service allows by their hash, and nothing else by name: they fetch the page's
 * own script, and only what that loads runs (CSP 3 §8.2, 'strict-dynamic'). The label's page has a checker, which they start beside it, named
 * by the page's path, unless the page has a service worker, which checks already. After some seconds without a script they say that nothing was checked.
 */
export const loader: Plugin = {
  name: "loader",
  enforce: "post",
  transformIndexHtml: {
    order: "post",
    handler: (html, { bundle = {} }) => {
      const checker = Object.keys(bundle).find((name) => name.startsWith("assets/checker-"));
      return html.replace(
        /<script type="module"[^>]* src="([^"]+)"><\/script>/,
        (_, src: string) => `<script>${loading(src, checker && `/${checker}`)}</script>`,
      );
    },
  },
};

/**
 * The page's first script as one that is no module: a service worker that is being installed has Chromium compile such scripts once and for
 * all, so that a page seen before compiles nothing. What later chunks import from it they take from `self.first`.
 */
export const noModule: Plugin = {
  name: "no-module",
  enforce: "post",
  generateBundle: (_, bundle) => {
    const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
    const entry = chunks.find(({ isEntry }) => isEntry);
    if (!entry || entry.imports.length > 0) throw new Error("the page begins with one script, which imports none");
    const [, body = "", names = ""] = /^([\s\S]*)export\{([^}]*)\};?\s*$/.exec(entry.code) ?? [];
    entry.code = `(()=>{"use strict";${body}self.first={${names.replace(/([\w$]+) as ([\w$]+)/g, "$2:$1")}}})()`;
    const from = new RegExp(`import\\{([^}]*)\\}from"\\./${entry.fileName.split("/").at(-1)}";`);
    for (const one of chunks)
      one.code = one.code.replace(from, (_, names: string) => `const{${names.replaceAll(" as ", ":")}}=self.first;`);
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

/** In the oldest words that will do: an engine that reads nothing newer must be able to say so. */
const loading = (src: string, checker?: string): string =>
  `{let n=${JSON.stringify([src, checker])},p=(self.trustedTypes||{createPolicy:(_,r)=>r}).createPolicy("start",{createScriptURL:i=>n[i]}),s=document.createElement("script"),w;${
    checker
      ? `self.checker=()=>w&&!w.error?w:((w=new Worker(p.createScriptURL(1),{type:"module",name:location.pathname})).onerror=e=>w.error=e,w);(navigator.serviceWorker||s).controller||checker();`
      : `s.type="module";`
  }s.src=p.createScriptURL(0);document.head.append(s);setTimeout(()=>self.old&&(old.hidden=!1),9e3)}`;

/** A worker starts no worker of its own: what it computes is in nobody's way. */
export const inWorkers: Plugin = {
  name: "in-workers",
  enforce: "pre",
  resolveId: (source) => (source === "./slow-cryptography.ts" ? join(here, "cryptography-here.ts") : undefined),
};

/** `npx vite build verifier-app`: one page, hashed files under /assets, inline only the few words that load them, and a first verdict under 30 KB (test/verifier/budget.test.ts). */
export default defineConfig({
  root: here,
  base: "/",
  publicDir: "public",
  plugins: [plainImport, nodes, withoutComments, loader, noModule, readAtOnce],
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
  worker: {
    format: "es",
    plugins: () => [inWorkers, readAtOnce],
    rollupOptions: { treeshake: { moduleSideEffects: outsideCore } },
  },
  build: {
    outDir: "../.out/verifier-app",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      treeshake: { moduleSideEffects: outsideCore },
      // Whatever the page begins with is one file.
      output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } },
      onLog: (level, log, handle) => {
        if (log.code === "IMPORT_IS_UNDEFINED" || log.code === "MISSING_EXPORT") throw new Error(log.message);
        handle(level, log);
      },
    },
  },
});
