import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";

/** Milliseconds. */
export type Spread = { readonly runs: number; readonly p50: number; readonly p95: number; readonly p99: number };

export function spreadOf(taken: readonly number[]): Spread {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2));
  return { runs: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** MiB that a process holds in memory, and MiB of files that the system has mapped for it and may take back: LevelDB's tables. */
export type Memory = { readonly own: number; readonly mapped: number };
export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const of = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) / 1024);
  return { own: of("RssAnon") + of("RssShmem"), mapped: of("RssFile") };
}

/** Milliseconds of processor time that a process has had, of all its threads. */
export function processorMsOf(pid: number): number {
  // proc(5): after the name in brackets, fields 14 and 15 of /proc/pid/stat are user and kernel time, in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

export const machine = () => ({
  cpu: cpus()[0]?.model ?? "",
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
});
