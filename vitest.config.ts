import { configDefaults, defineConfig } from "vitest/config";

// What opens a page in a browser: needs the apps as they are served.
const pages = ["test/journeys/**/*.test.ts", "test/verifier/**/*.test.ts", "test/console/**/*.test.ts"];

export default defineConfig({
  test: {
    pool: "forks",
    // Journeys run a chain, a service and a browser each, and wait for one another half of the time: three keep two cores busy.
    maxWorkers: 3,
    testTimeout: 120_000,
    // As long as a browser is waited for, since what is polled is mostly a page.
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: "parts", include: ["test/**/*.test.ts"], exclude: [...configDefaults.exclude, ...pages] },
      },
      { extends: true, test: { name: "pages", include: pages, globalSetup: ["test/built-apps.ts"] } },
    ],
  },
});
