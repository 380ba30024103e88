import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import page, { inWorkers, plainImport } from "../vite.config.ts";

const here = import.meta.dirname;
const built = join(here, "../../.out/verifier-app");

/** The page's script as it was built just before. */
const release: Plugin = {
  name: "release",
  config: () => {
    const [script] = /\/assets\/index-[\w-]+\.js/.exec(readFileSync(join(built, "index.html"), "utf8")) ?? [];
    return { define: { RELEASE: JSON.stringify(script) } };
  },
};

/** `npx vite build --config verifier-app/offline/vite.config.ts`: the page's service worker, one file at the root that loads no other. Built after the page, whose release it fits. */
export default defineConfig({
  ...page,
  root: here,
  publicDir: false,
  plugins: [plainImport, inWorkers, release],
  build: {
    ...page.build,
    outDir: built,
    emptyOutDir: false,
    rollupOptions: {
      ...page.build?.rollupOptions,
      input: join(here, "offline.ts"),
      output: { format: "iife", entryFileNames: "offline.js", codeSplitting: false },
    },
  },
});
