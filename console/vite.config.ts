import { defineConfig } from "vite";

/** `npx vite build console`: one page, hashed files, nothing inline, served at /console/. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/console/",
  publicDir: "public",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: { outDir: "../.out/console", emptyOutDir: true, target: "es2022", assetsInlineLimit: 0, modulePreload: false },
});
