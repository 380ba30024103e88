import { defineConfig, type Plugin } from "vite";

/** As in verifier-app/vite.config.ts: the page begins with a few words of script, allowed by their hash; only what they load runs. */
const loader: Plugin = {
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

const loading = (src: string): string =>
  `{let s=document.createElement("script"),t=self.trustedTypes;s.type="module";s.src=t?t.createPolicy("start",{createScriptURL:()=>${src}}).createScriptURL(""):${src};document.head.append(s)}`;

/** `npx vite build console`: one page, hashed files, inline only the few words that load them, served at /console/. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/console/",
  publicDir: "public",
  plugins: [loader],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: { outDir: "../.out/console", emptyOutDir: true, target: "es2022", assetsInlineLimit: 0, modulePreload: false },
});
