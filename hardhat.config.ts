import { fileURLToPath } from "node:url";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatTypechain from "@nomicfoundation/hardhat-typechain";
import { defineConfig } from "hardhat/config";

// The compiler is the npm package `solc`, by path: a build never downloads one.
const compiler = {
  version: "0.8.37",
  path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
  settings: { evmVersion: "cancun", optimizer: { enabled: true, runs: 200 }, metadata: { bytecodeHash: "none" } },
};

// All of it by `npm run battery`.
const whole = process.env.BATTERY === "full";

export default defineConfig({
  plugins: [hardhatEthers, hardhatTypechain],
  solidity: compiler,
  paths: {
    sources: "contracts",
    artifacts: ".out/artifacts",
    cache: ".out/cache",
    tests: { solidity: "test/contracts" },
  },
  typechain: { outDir: ".out/typechain" },
  networks: {
    default: { type: "edr-simulated", chainType: "l1", hardfork: "osaka" },
  },
  test: { solidity: { fuzz: { runs: whole ? 10_000 : 64 }, invariant: { runs: 8, depth: 128, failOnRevert: false } } },
});
