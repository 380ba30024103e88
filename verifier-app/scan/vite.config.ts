import { join } from "node:path";
import { defineConfig } from "vite";
import page, { loader } from "../vite.config.ts";

/** `npx vite build --config verifier-app/scan/vite.config.ts`: the scanner, a page of its own, so that the label's page stays light. */
export default defineConfig({
  ...page,
  root: import.meta.dirname,
  base: "/scan/",
  publicDir: false,
  worker: { ...page.worker, format: "es" },
  // It has state of its own: Preact whole, as its hooks know it.
  plugins: [loader],
  resolve: { alias: { "zod/mini": join(import.meta.dirname, "../small-zod.ts") } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  build: { ...page.build, outDir: join(import.meta.dirname, "../../.out/verifier-app/scan") },
});
