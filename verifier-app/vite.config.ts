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

/** `npx vite build verifier-app`: one page, hashed files under /assets, nothing inline, and a first verdict under 30 KB (test/verifier/budget.test.ts). */
export default defineConfig({
  root: here,
  base: "/",
  publicDir: "public",
  plugins: [plainImport],
  resolve: { alias: { "zod/mini": join(here, "small-zod.ts") } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  worker: { rollupOptions: { treeshake: { moduleSideEffects: outsideCore } } },
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
