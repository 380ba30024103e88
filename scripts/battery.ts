import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

/**
 * `npm run battery [-- R1 R5]`: every row of the durability battery in full, or those named. What they find is kept in
 * .out/battery/full.jsonl, row by row, and printed as docs/reliability.md shows it.
 */
const root = join(import.meta.dirname, "..");
const folder = join(root, ".out", "battery");
const file = join(folder, "full.jsonl");
const wanted = process.argv.slice(2);
if (wanted.some((row) => !/^R\d{1,2}$/.test(row))) {
  console.error(`Rows are named like R1 or R14; this was ${wanted.join(" ")}.`);
  process.exit(2);
}

type Found = { readonly row: string; readonly on: string } & Readonly<Record<string, string | number>>;
const read = (): readonly Found[] =>
  existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Found)
    : [];

mkdirSync(folder, { recursive: true });
const kept = wanted.length > 0 ? read().filter(({ row }) => !wanted.includes(row)) : [];
writeFileSync(file, kept.map((one) => `${JSON.stringify(one)}\n`).join(""));

// The contracts' own fuzz tests, 10,000 runs each (hardhat.config.ts).
const fuzzed =
  wanted.length > 0
    ? 0
    : spawnSync(
        process.execPath,
        [join(root, "node_modules", "hardhat", "dist", "src", "cli.js"), "test", "solidity"],
        {
          cwd: root,
          stdio: "inherit",
          env: { ...process.env, BATTERY: "full" },
        },
      ).status;

const named = wanted.length > 0 ? ["-t", `^(${wanted.join("|")}): `] : [];
const alone = ["--project", "parts", "test/battery", "--max-workers", "1", "--test-timeout", "0"];
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules", "vitest", "vitest.mjs"), "run", ...alone, ...named],
  { cwd: root, stdio: "inherit", env: { ...process.env, BATTERY: "full" } },
);

const [cpu] = cpus();
console.log(
  `\n${cpu?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
);
console.log("| row | on | found |\n|---|---|---|");
const number = ({ row }: Found): number => Number(row.slice(1));
for (const { row, on, ...figures } of [...read()].sort((a, b) => number(a) - number(b)))
  console.log(
    `| ${row} | ${on} | ${Object.entries(figures)
      .map((one) => one.join(" "))
      .join(", ")} |`,
  );
const silent = wanted.filter((row) => !read().some((one) => one.row === row));
if (silent.length > 0) console.error(`${silent.join(" ")}: there is no such row, or it found nothing.`);
process.exit(fuzzed === 0 && silent.length === 0 ? (status ?? 1) : 1);
