import { join } from "node:path";
import { defineConfig } from "vite";
import scanner from "../scan/vite.config.ts";

/** `npx vite build --config verifier-app/unit/vite.config.ts`: what the code of a box or pallet opens, a page of its own as the scanner is. */
export default defineConfig({
  ...scanner,
  root: import.meta.dirname,
  base: "/unit/",
  build: { ...scanner.build, outDir: join(import.meta.dirname, "../../.out/verifier-app/unit") },
});
