import { cpus, totalmem } from "node:os";

/** Milliseconds. */
export type Spread = { readonly runs: number; readonly p50: number; readonly p95: number; readonly p99: number };

export function spreadOf(taken: readonly number[]): Spread {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2));
  return { runs: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export const machine = () => ({
  cpu: cpus()[0]?.model ?? "",
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
});
