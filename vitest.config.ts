import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/built-apps.ts"],
    pool: "forks",
    // Journeys run a chain, a service and a browser each: two at a time are what a machine of two cores carries.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
  },
});
