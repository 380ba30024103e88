import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CannotStart } from "./settings.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
export const outDir = (name: string): string => join(ROOT, ".out", name);

type Part = {
  readonly zh: string;
  readonly en: string;
  readonly from: readonly string[];
  readonly made: string;
  /** One after another. */
  readonly commands: readonly (readonly string[])[];
};
const bin = (name: string): string => join(ROOT, "node_modules/.bin", name);

const vite = (app: string) => [bin("vite"), "build", "--config", `${app}/vite.config.ts`, "--logLevel", "warn"];

const parts: readonly Part[] = [
  {
    zh: "编译合约",
    en: "contracts",
    from: ["contracts", "hardhat.config.ts"],
    made: ".out/artifacts/contracts/LabelMint.sol/LabelMint.json",
    commands: [[bin("hardhat"), "build", "--no-tests"]],
  },
  {
    zh: "打包查验页",
    en: "verifier page",
    from: ["verifier-app", "core"],
    made: ".out/verifier-app/index.html",
    commands: [
      vite("verifier-app"),
      vite("verifier-app/scan"),
      vite("verifier-app/unit"),
      vite("verifier-app/alone"),
      vite("verifier-app/offline"),
    ],
  },
  {
    zh: "打包工作台",
    en: "console",
    from: ["console", "core", "verifier-app/look"],
    made: ".out/console/index.html",
    commands: [vite("console")],
  },
];

/** Builds what is missing or older than its source, side by side. */
export async function buildMissing(progress: (line: string) => void): Promise<void> {
  await Promise.all(
    parts.filter(isStale).map(async (part) => {
      progress(`${part.zh} building ${part.en}…`);
      for (const command of part.commands) await run(part, command);
      // A compiler that finds nothing new leaves its old files: say that they were looked at now.
      utimesSync(join(ROOT, part.made), new Date(), new Date());
    }),
  );
}

function isStale({ from, made }: Part): boolean {
  const target = join(ROOT, made);
  if (!existsSync(target)) return true;
  const built = statSync(target).mtimeMs;
  return from.some((source) => newest(join(ROOT, source)) > built);
}

function newest(path: string): number {
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}

function run({ zh, en }: Part, [program = "", ...args]: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new CannotStart(`${zh}没有成功。`, `Building the ${en} failed.\n${said}`)),
    );
  });
}
