import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";
import page from "../vite.config.ts";
import { oneFile } from "./one-file.ts";

const here = import.meta.dirname;

const withoutWorker: Plugin = {
  name: "without-worker",
  enforce: "pre",
  resolveId: (source) => (source === "./slow-cryptography.ts" ? join(here, "cryptography-here.ts") : undefined),
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

/** `npx vite build --config verifier-app/alone/vite.config.ts`: the whole verifier as one file, the same bytes each time. */
export default defineConfig({
  ...page,
  root: here,
  plugins: [...(page.plugins ?? []), withoutWorker, withoutSecondStyle, oneFile("liangji-verifier.html")],
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
