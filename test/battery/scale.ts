import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const whole = process.env.BATTERY === "full";

/** How often a battery row runs: all of it by `npm run battery`, a tenth in `npm test`. */
export const times = (full: number): number => (whole ? full : Math.max(1, Math.round(full / 10)));

/** Writes what a row of the battery found, for docs/reliability.md; `row` is its number, such as "R1". */
export function found(row: string, figures: Readonly<Record<string, number | string>>): void {
  const folder = join(import.meta.dirname, "..", "..", ".out", "battery");
  mkdirSync(folder, { recursive: true });
  const line = JSON.stringify({ row, on: new Date().toISOString().slice(0, 10), ...figures });
  appendFileSync(join(folder, whole ? "full.jsonl" : "tenth.jsonl"), `${line}\n`);
}
