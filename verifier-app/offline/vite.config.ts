import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vite";
import page, { inWorkers, plainImport } from "../vite.config.ts";

const here = import.meta.dirname;
const built = join(here, "../../.out/verifier-app");

/** `npx vite build --config verifier-app/offline/vite.config.ts`: the page's service worker, one file at the root that loads no other. Built after the page, whose release it fits. */
export default defineConfig(() => ({
  ...page,
  root: here,
  publicDir: false as const,
  plugins: [plainImport, inWorkers],
  define: {
    RELEASE: JSON.stringify(/\/assets\/index-[\w-]+\.js/.exec(readFileSync(join(built, "index.html"), "utf8"))?.[0]),
  },
  build: {
    ...page.build,
    outDir: built,
    emptyOutDir: false,
    rollupOptions: {
      ...page.build?.rollupOptions,
      input: join(here, "offline.ts"),
      output: { format: "iife" as const, entryFileNames: "offline.js", codeSplitting: false },
    },
  },
}));
