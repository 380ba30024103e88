import { defineConfig } from "vite";

/** `npx vite build verifier-app`: one page, hashed files under /assets, nothing inline. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: { outDir: "../.out/verifier-app", emptyOutDir: true, target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
